using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>The print form of a statement.</summary>
internal static class StatementPage
{
    /// <param name="countedBp">Part of a cash reward that counts as taxable income (财税〔2018〕58号).</param>
    public static string Body(AgreementRow row, BenefitStatement statement, IReadOnlyList<BenefitLine> lines, int countedBp)
    {
        var facts = Documents.Facts(
        [
            ("成果名称", row.ListingTitle),
            ("完成单位", row.OwnerName),
            ("合同相对方", row.OrganisationName),
            ("分配单", string.Create(CultureInfo.InvariantCulture, $"第 {statement.Number} 号{(statement.Correction ? "（更正）" : "")}")),
            ("说明", statement.Reason),
            ("累计到账收入", $"{Documents.Yuan(statement.IncomeCnyFen)} 元"),
            ("累计直接成本", $"{Documents.Yuan(statement.CostCnyFen)} 元"),
            ("累计净收入", $"{Documents.Yuan(statement.NetCnyFen)} 元"),
            ("分配办法", string.Create(CultureInfo.InvariantCulture, $"第 {statement.PolicyVersion} 版")),
            ("日期", CityDays.Text(CityDays.Of(statement.CreateTime.ToDateTimeOffset()))),
        ]);
        var rows = string.Concat(lines.Select(line => $"<tr><td>{Party(line.Party)}</td><td>{Documents.Encode(line.Name)}</td><td class=\"num\">{Documents.Yuan(line.AmountCnyFen)}</td><td class=\"num\">{Documents.Yuan(line.TotalCnyFen)}</td><td class=\"num\">{Counted(line, countedBp)}</td><td class=\"num\">{Equity(line.EquityPpm)}</td></tr>\n"));
        return $"{facts}<h2>分配</h2>\n<table><tr><th>分配对象</th><th>姓名或单位</th><th>本次金额（元）</th><th>累计金额（元）</th><th>其中计税部分（元）</th><th>股权</th></tr>\n{rows}</table>\n"
            + "<p class=\"small\">计税部分：符合财税〔2018〕58号条件的现金奖励减按规定比例计入当月工资、薪金所得，仅为测算，以主管税务机关认定为准。</p>";
    }

    internal static string Party(BenefitParty party) => party switch
    {
        BenefitParty.Inventor => "完成人",
        BenefitParty.Department => "院系",
        BenefitParty.School => "学校",
        _ => "转化机构",
    };

    private static string Counted(BenefitLine line, int countedBp) =>
        line.Party == BenefitParty.Inventor ? Documents.Yuan((long)((Int128)line.AmountCnyFen * countedBp / SharingRule.Whole)) : "";

    private static string Equity(long ppm) => ppm == 0 ? "" : (ppm / 10_000m).ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
