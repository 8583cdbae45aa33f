using Microsoft.Extensions.Logging;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Messaging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>
/// Reminds both sides once of each deadline and ends what has passed it. No clock runs once a contract is drawn up, and what a
/// collaboration carries ends with that alone, as it has dates of its own. Several replicas may run it: what a negotiation's row says
/// decides, under its lock, so that a turn that was cut off is made up for by the next.
/// </summary>
internal sealed class NegotiationClock(Store store, ServiceName service, TimeProvider clock, ILogger<NegotiationClock> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    private const int Slice = 100;

    private const string Running = "g.state = 1 and not exists (select from agreement a where a.negotiation_id = g.negotiation_id)";

    protected override Task TurnAsync(CancellationToken cancellation) => RunAsync(store, Caller.System(service.Value), cancellation);

    /// <summary>All that is due now.</summary>
    public static async Task RunAsync(Store store, Caller caller, CancellationToken cancellation)
    {
        int reminded;
        do
        {
            reminded = 0;
            await store.ChangeAsync(caller, async change => reminded = await RemindAsync(change), cancellation);
        }
        while (reminded == Slice);

        IReadOnlyList<Guid> passed = [];
        do
        {
            await store.ChangeAsync(caller, async change => passed = await PassedAsync(change), cancellation);
            foreach (var id in passed)
            {
                await store.ChangeAsync(caller, change => ExpireAsync(change, id), cancellation);
            }
        }
        while (passed.Count == Slice);
    }

    private static async Task<int> RemindAsync(Change change)
    {
        const string due = $"""
            update negotiation set reminded_for = due_at
            where negotiation_id in (
                select g.negotiation_id from negotiation g join negotiation_deadline d on d.stage = g.stage
                where {Running} and g.reminded_for is distinct from g.due_at and g.due_at > @Now and g.due_at - make_interval(days => d.remind_days) <= @Now
                order by g.due_at
                limit @Slice
                for update of g skip locked)
            returning negotiation_id
            """;
        var ids = await change.QueryAsync<Guid>(due, new { change.Now, Slice });
        foreach (var id in ids)
        {
            var row = (await NegotiationRow.ReadAsync(change, id))!;
            var (chinese, english) = row.CollaborationId.Length > 0
                ? ("本阶段期限将至，请推进。", "this stage's deadline is near: please move on.")
                : ("本阶段期限将至，逾期洽谈自动终止。", "this stage's deadline is near; past it the negotiation ends.");
            NegotiationNotices.TellOther(change, row, "negotiation.deadline", chinese, english);
            change.Audit("negotiation.remind", "negotiation", id.ToString());
        }

        return ids.Count;
    }

    private static Task<IReadOnlyList<Guid>> PassedAsync(Change change) => change.QueryAsync<Guid>(
        $"select g.negotiation_id from negotiation g where {Running} and g.collaboration_id = '' and g.due_at <= @Now order by g.due_at limit @Slice", new { change.Now, Slice });

    private static async Task ExpireAsync(Change change, Guid id)
    {
        var (row, listing) = await NegotiationLocks.TakeAsync(change, id);
        if (row.RunningDue <= change.Now && row.CollaborationId.Length == 0)
        {
            await EndNegotiation.EndAsync(change, row, listing, NegotiationEnding.Expired, "");
        }
    }
}
