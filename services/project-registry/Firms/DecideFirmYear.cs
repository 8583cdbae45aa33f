using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Entitlements;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>An official confirms a year's declared figures, or sends them back with a reason.</summary>
internal static class DecideFirmYear
{
    private const string Sql = """
        update firm_year set state = @to, return_reason = @reason, confirmed_at = @at, confirmed_by = @by, version = version + 1
        where organisation_code = @OrganisationCode and year = @Year
        """;

    public static Task<FirmYear> RunAsync(Store store, ServerCallContext call, FirmYearStepRequest request, FiguresState to)
    {
        var confirms = to == FiguresState.Confirmed;
        var reason = confirms ? "" : request.Reason.Trim();
        if (!confirms && reason.Length == 0)
        {
            throw FirmErrors.ReasonMissing.ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var code = request.OrganisationCode;
            // The firm's lock orders this after a declaration that is under way.
            await change.ExecuteAsync("select 1 from firm where organisation_code = @code for update", new { code });
            var row = await FirmYearRow.ReadAsync(change, code, request.Year) ?? throw FirmErrors.YearNotFound.ToException();
            Etag.Check(request.Etag, row.Version);
            if (row.State != FiguresState.Declared)
            {
                throw FirmErrors.NotAwaiting(row.State).ToException();
            }

            await change.ExecuteAsync(Sql, new
            {
                to = (short)to, reason, at = confirms ? change.Now : (DateTimeOffset?)null, by = confirms ? change.Caller.Subject : "", row.OrganisationCode, row.Year,
            });
            change.Audit(confirms ? "firm.confirm-year" : "firm.return-year", "firm", code, new { row.Year });
            Notify.Organisation(change, code, confirms
                ? new Message("firm.year-confirmed", $"本单位 {row.Year} 年度数据已核实。", $"Your figures of {row.Year} were confirmed.", "/firm")
                : new Message("firm.year-returned", $"本单位 {row.Year} 年度数据被退回：{reason}", $"Your figures of {row.Year} were sent back: {reason}", "/firm"));
            await RecomputeEntitlements.OfFirmAsync(change, code);
            return (await FirmYearRow.ReadAsync(change, code, row.Year))!.ToMessage();
        });
    }
}
