using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;

namespace Platform.ProjectRegistry.Applications;

/// <summary>A row of an application file.</summary>
internal sealed record ApplicationImportRow(
    string ProjectName,
    string OrganisationName,
    string OrganisationCode,
    string Industry,
    string Track,
    long TotalInvestmentCnyFen,
    long RdInvestmentCnyFen,
    int EquipmentLocalisationBp,
    bool OnIndustrialInternet,
    string Summary,
    IReadOnlyList<NumberedWord> TalentNeeds,
    IReadOnlyList<string> TechnologyNeeds,
    string ContactName,
    string ContactPhone,
    string District)
{
    public const string NameColumn = "项目名称";
    public const string CodeColumn = "统一社会信用代码";

    public static ImportSheet<ApplicationImportRow> SheetOf(Catalogue catalogue) => new(
        row => Read(row, catalogue),
        required: [NameColumn, "申报单位", CodeColumn, "产业", "总投资(万元)", "研发投入(万元)", "项目简介"],
        optional: ["赛道", "关键设备国产化率(%)", "是否接入工业互联网平台", "人才需求", "技术需求", "联系人", "联系电话", "县区"]);

    private static ApplicationImportRow Read(RowReader row, Catalogue catalogue) => new(
        row.Text(NameColumn, max: 120),
        row.Text("申报单位", max: 120),
        row.CreditCode(CodeColumn),
        row.Industry("产业", catalogue),
        row.OptionalTrack("赛道", catalogue),
        row.Money("总投资(万元)"),
        row.Money("研发投入(万元)"),
        row.OptionalPercent("关键设备国产化率(%)") ?? 0,
        row.OptionalChoice("是否接入工业互联网平台", Connected, blank: false),
        row.Text("项目简介", max: 4000),
        row.NumberedWords("人才需求", max: 100, maxItems: 50, lowest: 1, highest: 1000, otherwise: 1),
        row.List("技术需求", max: 200, maxItems: 50),
        row.OptionalText("联系人", max: 60),
        row.OptionalPhone("联系电话"),
        row.OptionalDistrict("县区", catalogue));

    private static readonly Choices<bool> Connected = new()
    {
        { true, "是", "有", "Y", "Yes", "True", "1" },
        { false, "否", "无", "N", "No", "False", "0" },
    };
}
