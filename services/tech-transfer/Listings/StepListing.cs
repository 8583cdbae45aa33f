using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>Submits a listing of the caller's organisation for approval, or withdraws it.</summary>
public sealed class StepListing(Store store)
{
    public Task<Listing> HandleAsync(ListingStepRequest request, ListingStep step, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await WriteListing.LockOwnAsync(change, request.ListingId, request.Etag);
            var next = ListingStates.Next(row.State, step) ?? throw ListingErrors.WrongState(row.State).ToException();
            if (step == ListingStep.Submit)
            {
                await ListingRulebook.CheckEvidenceAsync(change, row.ListingId, row.ToContent());
                Inform.Organisation(change, row.OwnerCode!, new Message(
                    "listing.submitted", $"成果“{row.Title}”待本单位另一人审批。", $"The listing “{row.Title}” waits for a second person's approval.", $"/listings/{row.ListingId}"));
            }
            else
            {
                await change.ExecuteAsync("delete from listing_revision where listing_id = @ListingId", new { row.ListingId });
            }

            var stepped = await WriteListing.StateAsync(change, row.ListingId, next, step == ListingStep.Submit ? change.Caller.Subject : null, "");
            if (ListingStates.IsOffered(row.State))
            {
                await MatchWork.ForPoolAsync(change);
            }

            change.Audit(step == ListingStep.Submit ? "listing.submit" : "listing.withdraw", "listing", request.ListingId);
            return stepped.ToMessage(change.Caller);
        });
}
