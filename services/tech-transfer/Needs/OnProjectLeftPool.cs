using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.TechTransfer.Matching;

namespace Platform.TechTransfer.Needs;

/// <summary>
/// A project left the pool: its firm's needs stay open and lose its priority, or get that of another pool project of the firm.
/// What is known of the project is kept apart from its admission, so the order of the two does not matter.
/// </summary>
public sealed class OnProjectLeftPool(Matchmaker matchmaker) : IEventHandler<ProjectLeftPool>
{
    public async Task HandleAsync(ProjectLeftPool @event, EventContext context, Change change)
    {
        await PoolPriority.LockFirmAsync(change, @event.OrganisationCode);
        const string remember = "insert into pool_left (project_id, left_at) values (@id, @Time) on conflict do nothing";
        var id = Guid.Parse(@event.ProjectId);
        if (await change.ExecuteAsync(remember, new { id, context.Time }) == 0)
        {
            return;
        }

        const string take = """
            update technology_need set pool_project_id = null, version = version + 1 where pool_project_id = @id and state = 1
            """;
        var taken = await change.ExecuteAsync(take, new { id });
        var given = await PoolPriority.AssignAsync(change, [@event.OrganisationCode]);
        await matchmaker.MatchAsync(change, await NeedRow.LockOpenAsync(change, [.. given]));
        change.Audit("need.deprioritise", "project", @event.ProjectId, new { needs = taken, given = given.Count });
    }
}
