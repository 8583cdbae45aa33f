using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>A row of a listings file, in the file's terms; money in fen.</summary>
internal sealed record ListingImportRow(
    string Title, string Owner, string Origin, string Industry, IReadOnlyList<string> Keywords, string Summary, int Readiness,
    IReadOnlyList<string> Patents, TransferForm Form, long PriceFen, string ContactName, string ContactPhone)
{
    public const string TitleColumn = "成果名称";
    public const string OwnerColumn = "完成单位";

    public static ImportSheet<ListingImportRow> Sheet(Catalogue catalogue) => new(
        row => Read(row, catalogue),
        required: [TitleColumn, OwnerColumn, "产业", "成果简介", "技术就绪度"],
        optional: ["来源地", "关键词", "专利号", "转化方式", "意向价格(万元)", "联系人", "联系电话"]);

    public string TitleKey { get; } = Words.Fold(Title);

    public string OwnerKey { get; } = Words.Fold(Owner);

    private static ListingImportRow Read(RowReader row, Catalogue catalogue) => new(
        row.Text(TitleColumn, max: 120, min: 2),
        row.Text(OwnerColumn, max: 120),
        row.OptionalText("来源地", max: 40),
        row.Industry("产业", catalogue),
        row.List("关键词", max: 60, maxItems: 20),
        row.Text("成果简介", max: 4000, min: 10),
        row.Integer("技术就绪度", 1, 9),
        row.PatentNumbers("专利号", maxItems: 50),
        row.OptionalChoice("转化方式", FormChoices.All, TransferForm.Unspecified),
        row.OptionalMoney("意向价格(万元)") ?? 0,
        row.OptionalText("联系人", max: 60),
        row.OptionalPhone("联系电话"));
}
