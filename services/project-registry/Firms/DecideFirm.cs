using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Entitlements;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>An official confirms a declared profile, or sends it back with a reason.</summary>
internal static class DecideFirm
{
    private const string Sql = """
        update firm set state = @to, return_reason = @reason, confirmed_at = @at, confirmed_by = @by, version = version + 1
        where organisation_code = @OrganisationCode
        """;

    public static Task<Firm> RunAsync(Store store, ServerCallContext call, FirmStepRequest request, FiguresState to)
    {
        var confirms = to == FiguresState.Confirmed;
        var reason = confirms ? "" : request.Reason.Trim();
        if (!confirms && reason.Length == 0)
        {
            throw FirmErrors.ReasonMissing.ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            if (await change.ExecuteScalarAsync<int>("select count(*)::int from firm where organisation_code = @OrganisationCode", new { request.OrganisationCode }) == 0)
            {
                throw FirmErrors.NotFound.ToException();
            }

            var firm = await FirmRow.LockAsync(change, request.OrganisationCode, request.Etag);
            if (firm.State != FiguresState.Declared)
            {
                throw FirmErrors.NotAwaiting(firm.State).ToException();
            }

            await change.ExecuteAsync(Sql, new
            {
                to = (short)to, reason, at = confirms ? change.Now : (DateTimeOffset?)null, by = confirms ? change.Caller.Subject : "", firm.OrganisationCode,
            });
            change.Audit(confirms ? "firm.confirm" : "firm.return", "firm", firm.OrganisationCode);
            Notify.Organisation(change, firm.OrganisationCode, confirms
                ? new Message("firm.confirmed", "本单位的企业档案已核实。", "Your firm's profile was confirmed.", "/firm")
                : new Message("firm.returned", $"本单位的企业档案被退回：{reason}", $"Your firm's profile was sent back: {reason}", "/firm"));
            await RecomputeEntitlements.OfFirmAsync(change, firm.OrganisationCode);
            return (await FirmRow.ReadAsync(change, firm.OrganisationCode)).ToMessage();
        });
    }
}
