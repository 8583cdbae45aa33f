using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>
/// Writes the next statement: what is due to each by now less what the statements before said. So a late cost or new weights are corrected by the next
/// statement, and none is ever edited.
/// </summary>
internal static class Distribute
{
    private const string Told = """
        select l.party, l.inventor_number, l.name, sum(l.amount_cny_fen)::bigint
        from benefit_line l join benefit_statement s using (statement_id)
        where s.agreement_id = @id
        group by l.party, l.inventor_number, l.name
        limit 1000
        """;

    private const string Insert = """
        insert into benefit_statement (
            statement_id, agreement_id, number, policy_id, inventors_version, income_cny_fen, cost_cny_fen, net_cny_fen, floor_bp, correction, reason, created_at)
        select @statement, @id, coalesce(max(number), 0) + 1, @PolicyId, @InventorsVersion, @IncomeFen, @CostFen, @NetFen, @FloorBp, @correction, @reason, @Now
        from benefit_statement where agreement_id = @id
        """;

    private const string InsertLine = """
        insert into benefit_line (statement_id, party, inventor_number, name, total_cny_fen, amount_cny_fen, equity_ppm) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    /// <summary>After a payment: a statement where all that it takes is known, else word to the owner that something is missing.</summary>
    public static async Task AfterPaymentAsync(Change change, AgreementRow row, int payment)
    {
        var facts = await SharingFacts.ReadAsync(change.Connection, row, change.Cancellation);
        if (facts.Policy is null || facts.Inventors.Count == 0)
        {
            Inform.Organisation(change, row.OwnerCode, new Message(
                "benefit.not_ready", $"“{row.ListingTitle}”有款项到账，但缺少收益分配办法或完成人，尚未分配。",
                $"A payment for “{row.ListingTitle}” came in and is not shared: the policy or the inventors are missing.", $"/agreements/{row.AgreementId}/sharing"));
            return;
        }

        await WriteAsync(change, facts, await LinesAsync(change, facts), $"第 {payment} 笔款项到账");
    }

    /// <summary>The present state beside what was stated: each line's amount is what is still due, or to be taken back.</summary>
    public static async Task<IReadOnlyList<BenefitLine>> LinesAsync(Change change, SharingFacts facts)
    {
        var told = (await change.QueryAsync<(short Party, int Number, string Name, long Amount)>(Told, new { id = facts.Agreement.AgreementId }))
            .ToDictionary(row => ((BenefitParty)row.Party, row.Number, row.Name), row => row.Amount);
        var lines = facts.Lines().ToList();
        foreach (var line in lines)
        {
            line.AmountCnyFen = line.TotalCnyFen - (told.Remove((line.Party, line.InventorNumber, line.Name), out var before) ? before : 0);
        }

        // Who is no inventor any more gives back.
        lines.AddRange(told.Where(one => one.Value != 0).Select(one =>
            new BenefitLine { Party = one.Key.Item1, InventorNumber = one.Key.Number, Name = one.Key.Name, AmountCnyFen = -one.Value }));
        return lines;
    }

    public static async Task WriteAsync(Change change, SharingFacts facts, IReadOnlyList<BenefitLine> lines, string reason)
    {
        var statement = change.NewId();
        var row = facts.Agreement;
        var correction = lines.Any(line => line.AmountCnyFen < 0);
        await change.ExecuteAsync(Insert, new
        {
            statement, id = row.AgreementId, facts.Policy!.PolicyId, facts.InventorsVersion, facts.IncomeFen, facts.CostFen, facts.NetFen, facts.FloorBp, correction, reason, change.Now,
        });
        foreach (var line in lines)
        {
            change.Write(InsertLine, statement, (short)line.Party, line.InventorNumber, line.Name, line.TotalCnyFen, line.AmountCnyFen, line.EquityPpm);
        }

        change.Audit("benefit.distribute", "agreement", row.AgreementId.ToString(), new { statement, correction });
        Inform.Organisation(change, row.OwnerCode, new Message(
            "benefit.distributed", $"“{row.ListingTitle}”有新的收益分配单。", $"There is a new benefit statement for “{row.ListingTitle}”.", $"/agreements/{row.AgreementId}/sharing"));
    }
}
