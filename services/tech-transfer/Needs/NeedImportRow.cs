using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

/// <summary>A row of a technology needs file, in the file's terms; money in fen.</summary>
internal sealed record NeedImportRow(
    string Title, string Firm, string Code, string Industry, IReadOnlyList<string> Keywords, string Description, int MinimumReadiness,
    TransferForm Form, long BudgetFen, DateOnly? Deadline)
{
    public const string TitleColumn = "需求名称";
    public const string CodeColumn = "统一社会信用代码";

    public static ImportSheet<NeedImportRow> Sheet(Catalogue catalogue) => new(
        row => Read(row, catalogue),
        required: [TitleColumn, "企业名称", CodeColumn, "产业"],
        optional: ["关键词", "需求描述", "最低技术就绪度", "合作方式", "预算(万元)", "截止日期"]);

    public string TitleKey { get; } = Words.Fold(Title);

    private static NeedImportRow Read(RowReader row, Catalogue catalogue) => new(
        row.Text(TitleColumn, max: 120, min: 2),
        row.Text("企业名称", max: 120),
        row.CreditCode(CodeColumn),
        row.Industry("产业", catalogue),
        row.List("关键词", max: 60, maxItems: 20),
        row.OptionalText("需求描述", max: 4000),
        row.OptionalInteger("最低技术就绪度", 1, 9) ?? 0,
        row.OptionalChoice("合作方式", FormChoices.All, TransferForm.Unspecified),
        row.OptionalMoney("预算(万元)") ?? 0,
        row.OptionalDate("截止日期"));
}
