using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>Publishes or withdraws a listing of the caller's organisation.</summary>
public sealed class StepListing(Store store)
{
    private const string Lock = $"select {ListingRow.Columns} from listing l where l.listing_id = @id for no key update";

    private const string Update = $"""
        update listing as l set state = @state, version = version + 1 where listing_id = @id
        returning {ListingRow.Columns}
        """;

    public Task<Listing> HandleAsync(ListingStepRequest request, ListingStep step, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.ListingId);
            var row = await change.QuerySingleOrDefaultAsync<ListingRow>(Lock, new { id });
            if (row is null || !row.IsSeenBy(change.Caller))
            {
                throw ListingErrors.NotFound.ToException();
            }

            if (!row.IsOwn(change.Caller))
            {
                throw CommonErrors.OtherOrganisation.ToException();
            }

            Etag.Check(request.Etag, row.Version);
            var next = ListingStates.Next(row.State, step) ?? throw ListingErrors.WrongState(row.State).ToException();
            var stepped = await change.QuerySingleOrDefaultAsync<ListingRow>(Update, new { id, state = (int)next });
            if (ListingStates.IsOffered(next) || ListingStates.IsOffered(row.State))
            {
                await MatchWork.ForPoolAsync(change);
            }

            change.Audit(step == ListingStep.Publish ? "listing.publish" : "listing.withdraw", "listing", request.ListingId);
            return stepped!.ToMessage(change.Caller);
        });
}
