using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Registry.V1;
using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Needs;

/// <summary>
/// A project left the pool: its firm's needs stay open and lose its priority, or get that of another pool project of the firm.
/// What is known of the project is kept apart from its admission, so the order of the two does not matter.
/// </summary>
internal sealed class OnProjectLeftPool : IEventHandler<ProjectLeftPool>
{
    public async Task HandleAsync(ProjectLeftPool @event, EventContext context, Change change)
    {
        await NeedLocks.AdmissionAsync(change);
        const string remember = "insert into pool_left (project_id, left_at) values (@ProjectId, @Time) on conflict do nothing";
        if (await change.ExecuteAsync(remember, new { @event.ProjectId, context.Time }) == 0)
        {
            return;
        }

        const string take = """
            update talent_need set pool_project_id = null, version = version + 1 where pool_project_id = @ProjectId and state = 1 returning need_id
            """;
        var taken = await change.QueryAsync<Guid>(take, new { @event.ProjectId });
        await ShortlistQueue.AddAsync(change, [.. await PoolPriority.GiveAsync(change, [@event.OrganisationCode])]);
        change.Audit("pool.priority-taken", "project", @event.ProjectId, new { needs = taken.Count });
    }
}
