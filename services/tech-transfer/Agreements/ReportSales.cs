using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>The firm reports the sales of the next royalty period; the royalty becomes a payment that is due.</summary>
internal static class ReportSales
{
    private const string Insert = """
        insert into royalty_report (agreement_id, period, first_day, last_day, sales_cny_fen, royalty_cny_fen, reported_at)
        values (@AgreementId, @period, @first, @last, @SalesCnyFen, @royalty, @Now)
        """;

    private const string Due = """
        insert into agreement_payment (agreement_id, number, amount_cny_fen, due_day, condition, royalty)
        select @AgreementId, coalesce(max(number), 0) + 1, @royalty, @due, @condition, true from agreement_payment where agreement_id = @AgreementId
        """;

    /// <summary>Sales by the rate, halves of a fen rounded up: exact integers, CNY fen.</summary>
    internal static long Royalty(long salesFen, int rateBp) => (long)(((Int128)salesFen * rateBp + 5_000) / 10_000);

    /// <summary>First and last day of a period, counted from 1 on from the day the contract came into force.</summary>
    internal static (DateOnly First, DateOnly Last) Period(DateOnly inForce, int months, int period) =>
        (inForce.AddMonths(months * (period - 1)), inForce.AddMonths(months * period).AddDays(-1));

    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, ReportSalesRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = (await AgreementLocks.ForFirmAsync(change, request.AgreementId, request.Etag)).Agreement;
            if (row.State != AgreementState.InForce)
            {
                throw AgreementErrors.WrongState(row.State).ToException();
            }

            if (row.RoyaltyBp == 0)
            {
                throw AgreementErrors.NoRoyalty.ToException();
            }

            var period = 1 + await change.ExecuteScalarAsync<int>("select count(*)::int from royalty_report where agreement_id = @AgreementId", new { row.AgreementId });
            var (first, last) = Period(row.InForceDay!.Value, row.RoyaltyMonths, period);
            if (CityDays.Of(change.Now) <= last)
            {
                throw AgreementErrors.PeriodRunning(last).ToException();
            }

            var royalty = Royalty(request.SalesCnyFen, row.RoyaltyBp);
            await change.ExecuteAsync(Insert, new { row.AgreementId, period, first, last, request.SalesCnyFen, royalty, change.Now });
            if (royalty > 0)
            {
                await change.ExecuteAsync(Due, new { row.AgreementId, royalty, due = last.AddDays(row.RoyaltyDueDays), condition = $"第 {period} 期提成" });
            }

            await AgreementLocks.TouchAsync(change, row);
            change.Audit("agreement.report_sales", "agreement", request.AgreementId, new { period });
            Inform.Organisation(change, row.OwnerCode, new Message(
                "agreement.sales_reported", $"企业已报送“{row.ListingTitle}”第 {period} 期销售额。", $"The firm reported the sales of period {period} for “{row.ListingTitle}”.", $"/agreements/{row.AgreementId}"));
            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });
}
