using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Coordination.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Ends the negotiations that are bound to the collaboration and still open.</summary>
public sealed class OnCollaborationEnded : IEventHandler<CollaborationEnded>
{
    public async Task HandleAsync(CollaborationEnded @event, EventContext context, Change change)
    {
        const string open = """
            select negotiation_id, listing_id from negotiation
            where collaboration_id = @CollaborationId and state = 1
            order by listing_id
            limit 1000
            """;
        await change.ExecuteAsync("insert into ended_collaboration (collaboration_id) values (@CollaborationId) on conflict do nothing", new { @event.CollaborationId });
        foreach (var (id, listingId) in await change.QueryAsync<(Guid, Guid)>(open, new { @event.CollaborationId }))
        {
            var listing = await NegotiationLocks.ListingAsync(change, listingId);
            await change.ExecuteAsync("select from negotiation where negotiation_id = @id for no key update", new { id });
            if (await NegotiationRow.ReadAsync(change, id) is { State: NegotiationState.Open } row)
            {
                await EndNegotiation.EndAsync(change, row, listing!, NegotiationEnding.CollaborationEnded, @event.Reason.Length > 0 ? @event.Reason : "三方协同事项已终止");
            }
        }
    }
}
