using System.Data.Common;
using Dapper;
using Platform.TechTransfer.TransferRules;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>The owner's transfer income of this calendar year, as far as contracts on the platform tell, and the tax it is spared.</summary>
internal static class YearTax
{
    // Receipts of the year less direct costs of the year, of assignments and licences long enough to count.
    private const string Rows = """
        select a.kind, a.in_force_day, a.end_day,
            coalesce((select sum(p.amount_cny_fen) from agreement_payment p where p.agreement_id = a.agreement_id and p.paid_day between @first and @last), 0)::bigint
            - coalesce((select sum(c.amount_cny_fen) from direct_cost c where c.agreement_id = a.agreement_id and c.cancel_reason = '' and c.day between @first and @last), 0)::bigint
        from agreement a join negotiation g using (negotiation_id)
        where g.owner_code = @owner and a.kind in (2, 3) and a.in_force_day is not null
        limit 10000
        """;

    private const string Source = """
        select source_zh, source_en from transfer_rule where key = @key and valid_from <= @today order by valid_from desc limit 1
        """;

    public static async Task<TransferTaxEstimate> ReadAsync(DbConnection connection, string owner, DateOnly today, CancellationToken cancellation)
    {
        var (first, last) = (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31));
        var rows = await connection.QueryAsync<(short Kind, DateOnly From, DateOnly? To, long Income)>(new CommandDefinition(Rows, new { owner, first, last }, cancellationToken: cancellation));
        var income = rows.Where(row => (AgreementKind)row.Kind == AgreementKind.Assignment || TransferTax.LongEnough(row.From, row.To)).Sum(row => row.Income);
        var rules = await TransferRuleSet.ReadAsync(connection, today, cancellation);
        var estimate = TransferTax.Of(income, rules[TransferRuleKey.TaxExemptFen], (int)rules[TransferRuleKey.IncomeTaxBp]);
        var (chinese, english) = await connection.QuerySingleOrDefaultAsync<(string, string)>(
            new CommandDefinition(Source, new { key = (short)TransferRuleKey.TaxExemptFen, today }, cancellationToken: cancellation));
        return new TransferTaxEstimate
        {
            Year = today.Year,
            IncomeCnyFen = estimate.IncomeFen,
            ExemptCnyFen = estimate.ExemptFen,
            HalvedCnyFen = estimate.HalvedFen,
            ReliefCnyFen = estimate.ReliefFen,
            SourceZh = chinese ?? "",
            SourceEn = english ?? "",
        };
    }
}
