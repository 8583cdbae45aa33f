using System.Data.Common;
using Dapper;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>Payments, milestones and royalty reports of one contract.</summary>
internal static class AgreementParts
{
    private const string Payments = """
        select number, amount_cny_fen, due_day, condition, royalty, paid_day, voucher from agreement_payment where agreement_id = @id order by number limit 1100
        """;

    private const string Milestones = "select number, title, criteria, due_day, accepted_day from agreement_milestone where agreement_id = @id order by number limit 100";

    private const string Reports = "select period, first_day, last_day, sales_cny_fen, royalty_cny_fen from royalty_report where agreement_id = @id order by period limit 1000";

    /// <summary>The whole message as of now, within the change.</summary>
    public static async Task<Agreement> MessageAsync(Change change, Guid id)
    {
        var row = (await AgreementRow.ReadAsync(change, id))!;
        return await FillAsync(change.Connection, row.ToMessage(CityDays.Of(change.Now)), CityDays.Of(change.Now), change.Cancellation);
    }

    public static async Task<Agreement> FillAsync(DbConnection connection, Agreement message, DateOnly today, CancellationToken cancellation)
    {
        var parameters = new { id = Guid.Parse(message.AgreementId) };
        var payments = await connection.QueryAsync<PaymentRow>(new CommandDefinition(Payments, parameters, cancellationToken: cancellation));
        message.Payments.AddRange(payments.Select(row => new AgreementPayment
        {
            Number = row.Number, AmountCnyFen = row.AmountCnyFen, DueDay = CityDays.Text(row.DueDay), Condition = row.Condition, Royalty = row.Royalty,
            PaidDay = CityDays.Text(row.PaidDay), Voucher = row.Voucher,
            Overdue = row.PaidDay is null && row.DueDay < today && message.State is AgreementState.InForce,
        }));
        var milestones = await connection.QueryAsync<(int Number, string Title, string Criteria, DateOnly? Due, DateOnly? Accepted)>(
            new CommandDefinition(Milestones, parameters, cancellationToken: cancellation));
        message.Milestones.AddRange(milestones.Select(row => new AgreementMilestone
        {
            Number = row.Number, Title = row.Title, Criteria = row.Criteria, DueDay = CityDays.Text(row.Due), AcceptedDay = CityDays.Text(row.Accepted),
        }));
        var reports = await connection.QueryAsync<(int Period, DateOnly First, DateOnly Last, long Sales, long Royalty)>(
            new CommandDefinition(Reports, parameters, cancellationToken: cancellation));
        message.RoyaltyReports.AddRange(reports.Select(row => new RoyaltyReport
        {
            Period = row.Period, FirstDay = CityDays.Text(row.First), LastDay = CityDays.Text(row.Last), SalesCnyFen = row.Sales, RoyaltyCnyFen = row.Royalty,
        }));
        return message;
    }

    private sealed record PaymentRow
    {
        public int Number { get; init; }

        public long AmountCnyFen { get; init; }

        public DateOnly? DueDay { get; init; }

        public string Condition { get; init; } = "";

        public bool Royalty { get; init; }

        public DateOnly? PaidDay { get; init; }

        public string Voucher { get; init; } = "";
    }
}
