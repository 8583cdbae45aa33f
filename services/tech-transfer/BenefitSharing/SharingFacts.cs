using System.Data.Common;
using Dapper;
using Platform.Chassis.Catalogues;
using Platform.TechTransfer.Agreements;
using Platform.TechTransfer.TransferRules;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>What a contract's sharing is computed from: money confirmed, costs that count, the policy of the day it was signed, the present weights.</summary>
internal sealed record SharingFacts(
    AgreementRow Agreement, long IncomeFen, long CostFen, StoredPolicy? Policy, int FloorBp, int InventorsVersion, IReadOnlyList<Inventor> Inventors)
{
    private const string Sums = """
        select (select coalesce(sum(amount_cny_fen), 0)::bigint from agreement_payment where agreement_id = @id and paid_day is not null),
               (select coalesce(sum(amount_cny_fen), 0)::bigint from direct_cost where agreement_id = @id and cancel_reason = ''),
               (select coalesce(max(version), 0) from sharing_inventor where agreement_id = @id)
        """;

    private const string InventorsOf = """
        select number, name, department, weight_bp from sharing_inventor where agreement_id = @id and version = @version order by number limit 50
        """;

    public long NetFen => Math.Max(0, IncomeFen - CostFen);

    public static async Task<SharingFacts> ReadAsync(DbConnection connection, AgreementRow row, CancellationToken cancellation)
    {
        var id = row.AgreementId;
        var (income, cost, version) = await connection.QuerySingleAsync<(long, long, int)>(new CommandDefinition(Sums, new { id }, cancellationToken: cancellation));
        var signed = CityDays.Of(row.SignedAt ?? row.CreatedAt);
        var rules = await TransferRuleSet.ReadAsync(connection, signed, cancellation);
        var policy = await StoredPolicy.OfDayAsync(connection, row.OwnerCode, signed, cancellation);
        var inventors = await connection.QueryAsync<(int Number, string Name, string Department, int Weight)>(
            new CommandDefinition(InventorsOf, new { id, version }, cancellationToken: cancellation));
        return new(row, income, cost, policy, (int)rules[TransferRuleKey.InventorShareBp], version, [.. inventors.Select(one =>
            new Inventor { Number = one.Number, Name = one.Name, Department = one.Department, WeightBp = one.Weight })]);
    }

    /// <summary>What is due to each by now, all in all.</summary>
    public IReadOnlyList<BenefitLine> Lines()
    {
        int[] weights = [.. Inventors.Select(inventor => inventor.WeightBp)];
        var shares = SharingRule.Of(NetFen, Policy!.Tiers, weights);
        var equity = SharingRule.Equity(Agreement.EquityBp, Policy.InventorEquityBp, weights);
        return
        [
            .. Inventors.Select((inventor, i) => new BenefitLine
            {
                Party = BenefitParty.Inventor, InventorNumber = inventor.Number, Name = inventor.Name, TotalCnyFen = shares.Inventors[i], EquityPpm = equity[i],
            }),
            new BenefitLine { Party = BenefitParty.Department, Name = string.Join('、', Inventors.Select(one => one.Department).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)), TotalCnyFen = shares.Department },
            new BenefitLine { Party = BenefitParty.School, Name = Agreement.OwnerName, TotalCnyFen = shares.School, EquityPpm = (Agreement.EquityBp * 100L) - equity.Sum() },
            new BenefitLine { Party = BenefitParty.TransferOffice, TotalCnyFen = shares.TransferOffice },
        ];
    }
}
