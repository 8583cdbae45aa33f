using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>IN_APPROVAL → DRAFT, or drops a change that waits; each with a reason.</summary>
public sealed class ReturnListing(Store store)
{
    public Task<Listing> HandleAsync(ReturnListingRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await WriteListing.LockOwnAsync(change, request.ListingId, request.Etag);
            var next = ListingStates.Next(row.State, ListingStep.Return) ?? (row.RevisionBy is not null ? row.State : throw ListingErrors.WrongState(row.State).ToException());
            await change.ExecuteAsync("delete from listing_revision where listing_id = @ListingId", new { row.ListingId });
            var returned = await WriteListing.StateAsync(change, row.ListingId, next, submittedBy: null, request.Reason);
            change.Audit("listing.return", "listing", request.ListingId);
            Inform.Organisation(change, row.OwnerCode!, new Message(
                "listing.returned", $"成果“{row.Title}”的审批已退回，请查看理由。", $"The listing “{row.Title}” was returned: see the reason.", $"/listings/{row.ListingId}"));
            return returned.ToMessage(change.Caller);
        });
}
