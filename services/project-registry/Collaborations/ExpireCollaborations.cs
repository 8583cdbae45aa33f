using Microsoft.Extensions.Logging;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Messaging;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>Ends what was not consented to by its deadline. Several replicas may run it: the row's lock lets one do it.</summary>
internal sealed class ExpireCollaborations(Store store, ServiceName service, TimeProvider clock, ILogger<ExpireCollaborations> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    protected override Task TurnAsync(CancellationToken cancellation) => RunAsync(store, Caller.System(service.Value), cancellation);

    /// <summary>One slice: what is overdue for consent now.</summary>
    public static Task RunAsync(Store store, Caller caller, CancellationToken cancellation) => store.ChangeAsync(caller, async change =>
    {
        const string sql = """
            select collaboration_id from collaboration
            where state = 1 and consent_deadline < @today order by consent_deadline limit 100
            for update skip locked
            """;
        foreach (var id in await change.QueryAsync<Guid>(sql, new { today = CityDays.Of(change.Now) }))
        {
            await EndCollaboration.EndAsync(change, await CollaborationRow.ReadAsync(change, id), CollaborationStep.Expire, "同意期限已过 / the deadline for consent has passed");
        }
    }, cancellation);
}
