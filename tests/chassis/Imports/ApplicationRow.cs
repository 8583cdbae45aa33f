using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;

namespace Platform.Chassis.Tests.Imports;

/// <summary>A row of the widest import, with a cell of nearly every kind.</summary>
internal sealed record ApplicationRow(
    string Name, string Firm, string Code, string Industry, string Track, long Total, long? Research, int? Localisation, bool OnInternet,
    string Summary, string Talents, string Technology, string Contact, string Phone)
{
    private static readonly Catalogue City = Catalogue.Read(Path.Combine(AppContext.BaseDirectory, "Catalogues", "city.json"));

    public static readonly IReadOnlyList<string> Columns =
        ["项目名称", "申报单位", "统一社会信用代码", "产业", "赛道", "总投资(万元)", "研发投入(万元)", "关键设备国产化率(%)", "是否接入工业互联网平台", "项目简介", "人才需求", "技术需求", "联系人", "联系电话"];

    public static readonly ImportSheet<ApplicationRow> Sheet = new(Read, Columns);

    private static ApplicationRow Read(RowReader row) => new(
        row.Text("项目名称", 120),
        row.Text("申报单位", 120),
        row.CreditCode("统一社会信用代码"),
        row.Industry("产业", City),
        row.OptionalTrack("赛道", City),
        row.Money("总投资(万元)"),
        row.OptionalMoney("研发投入(万元)"),
        row.OptionalPercent("关键设备国产化率(%)"),
        row.YesNo("是否接入工业互联网平台"),
        row.Text("项目简介", 4000),
        // Joined, so that records compare by value.
        string.Join('|', row.NumberedWords("人才需求", 100, 50, 1, 1000, otherwise: 1)),
        string.Join('|', row.List("技术需求", 200, 50)),
        row.OptionalText("联系人", 60),
        row.OptionalPhone("联系电话"));
}
