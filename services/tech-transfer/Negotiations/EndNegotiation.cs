using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.TechTransfer.Listings;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>OPEN → ENDED without an agreement; the listing is offered again where nobody else negotiates on it.</summary>
public sealed class EndNegotiation(Store store)
{
    private const string End = "update negotiation set state = 3, end_reason = @reason, version = version + 1 where negotiation_id = @NegotiationId";

    public Task<Negotiation> HandleAsync(EndNegotiationRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, listing) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            Etag.Check(request.Etag, row.Version);
            if (row.State != NegotiationState.Open)
            {
                throw NegotiationErrors.WrongState(row.State).ToException();
            }

            await EndAsync(change, row, listing, request.Reason);
            return (await NegotiationRow.ReadAsync(change, row.NegotiationId))!.ToMessage();
        });

    /// <summary>Ends an open negotiation; the change has locked it and its listing.</summary>
    internal static async Task EndAsync(Change change, NegotiationRow row, ListingRow listing, string reason)
    {
        await change.ExecuteAsync(End, new { row.NegotiationId, reason });
        await ListingFollows.ReleaseAsync(change, listing);
        change.Audit("negotiation.end", "negotiation", row.NegotiationId.ToString());
    }
}
