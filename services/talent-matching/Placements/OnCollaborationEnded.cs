using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Coordination.V1;

namespace Platform.TalentMatching.Placements;

/// <summary>It ended without completion: placements bound to it that are still open end with it.</summary>
internal sealed class OnCollaborationEnded : IEventHandler<CollaborationEnded>
{
    public async Task HandleAsync(CollaborationEnded @event, EventContext context, Change change)
    {
        const string remember = "insert into ended_collaboration (collaboration_id) values (@CollaborationId) on conflict do nothing";
        const string withdraw = """
            update placement set state = 5, version = version + 1
            where collaboration_id = @CollaborationId and state in (1, 2, 6)
            returning placement_id
            """;
        await change.ExecuteAsync(remember, new { @event.CollaborationId });
        foreach (var placementId in await change.QueryAsync<Guid>(withdraw, new { @event.CollaborationId }))
        {
            change.Audit("placement.withdrawn", "placement", placementId.ToString(), new { @event.CollaborationId });
        }
    }
}
