using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>
/// What the services that hold needs tell of those that a request opened. Only the present period of an open request takes it up, so an
/// event that comes late, or twice, changes nothing.
/// </summary>
internal static class NeedEvents
{
    public static async Task SolveAsync(Change change, IEnumerable<SupportRequestRef> requests, string done)
    {
        // In one order, as two events may name the same requests.
        foreach (var request in requests.OrderBy(request => request.SupportRequestId, StringComparer.Ordinal))
        {
            if (await OpenAsync(change, request) is { } row)
            {
                var solved = await SupportChange.StepAsync(change, row, SupportStep.SolveByEvent, done, solving => solving with { SolutionText = done });
                SupportNotices.Solved(change, solved);
            }
        }
    }

    public static async Task BindAsync(Change change, SupportRequestRef request, string needId)
    {
        if (Guid.TryParse(needId, out var need) && await OpenAsync(change, request) is { } row && row.NeedId != need)
        {
            // Without a new version: it comes by itself soon after the filing, and whoever read the request before may still act on it.
            const string sql = "update support_request set need_id = @need where support_request_id = @SupportRequestId";
            await change.ExecuteAsync(sql, new { need, row.SupportRequestId });
            change.Audit("support-request.need-bound", "support_request", request.SupportRequestId, new { needId });
        }
    }

    private static async Task<SupportRow?> OpenAsync(Change change, SupportRequestRef request) =>
        Guid.TryParse(request.SupportRequestId, out var id) && await SupportRow.TryLockAsync(change, id) is { } row
        && row.Round == request.Round && SupportSteps.IsOpen(row.State)
            ? row
            : null;
}

/// <summary>The last seat of the need is taken: what asked for it is solved.</summary>
internal sealed class SolveOnTalentPlaced : IEventHandler<TalentPlaced>
{
    public Task HandleAsync(TalentPlaced @event, EventContext context, Change change) => @event.NeedFilled
        ? NeedEvents.SolveAsync(change, @event.SupportRequests, $"人才需求已招满（签约 {@event.PlacementId}）/ the talent need is filled (placement {@event.PlacementId})")
        : Task.CompletedTask;
}

/// <summary>An agreement was signed for the need: what asked for it is solved.</summary>
internal sealed class SolveOnAgreementSigned : IEventHandler<AgreementSigned>
{
    public Task HandleAsync(AgreementSigned @event, EventContext context, Change change) => NeedEvents.SolveAsync(
        change, @event.SupportRequests, $"技术需求已签约（合同 {@event.AgreementId}）/ an agreement was signed for the need ({@event.AgreementId})");
}

internal sealed class BindTalentNeed : IEventHandler<TalentNeedBound>
{
    public Task HandleAsync(TalentNeedBound @event, EventContext context, Change change) => NeedEvents.BindAsync(change, @event.SupportRequest, @event.NeedId);
}

internal sealed class BindTechnologyNeed : IEventHandler<TechnologyNeedBound>
{
    public Task HandleAsync(TechnologyNeedBound @event, EventContext context, Change change) => NeedEvents.BindAsync(change, @event.SupportRequest, @event.NeedId);
}
