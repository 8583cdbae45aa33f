using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>Changes a draft at once; of what is listed it keeps the change until a second person approves it.</summary>
public sealed class UpdateListing(Store store, Catalogue catalogue)
{
    private const string Keep = """
        insert into listing_revision (listing_id, content, asked_by, asked_at) values (@ListingId, @content::jsonb, @Subject, @Now)
        on conflict (listing_id) do update set content = excluded.content, asked_by = excluded.asked_by, asked_at = excluded.asked_at
        """;

    public Task<Listing> HandleAsync(UpdateListingRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await WriteListing.LockOwnAsync(change, request.Listing.ListingId, request.Listing.Etag);
            if (!ListingStates.IsChanged(row.State))
            {
                throw ListingErrors.WrongState(row.State).ToException();
            }

            var stands = row.ToContent();
            var content = ListingContent.Normalised(ListingContent.Changed(stands, request.Listing, request.UpdateMask), catalogue, CityDays.Of(change.Now));
            await ListingRulebook.CheckDisciplineAsync(change, content.Discipline);
            if (row.State == ListingState.Draft)
            {
                change.Audit("listing.update", "listing", row.ListingId.ToString());
                return (await WriteListing.ContentAsync(change, row.ListingId, content)).ToMessage(change.Caller);
            }

            await ListingRulebook.CheckEvidenceAsync(change, row.ListingId, content);
            return await AskAsync(change, row, content);
        });

    private static async Task<Listing> AskAsync(Change change, ListingRow row, Listing content)
    {
        await change.ExecuteAsync(Keep, new { row.ListingId, content = ProtoJson.Of(content), change.Caller.Subject, change.Now });
        await change.ExecuteAsync("update listing set version = version + 1 where listing_id = @ListingId", new { row.ListingId });
        change.Audit("listing.ask-change", "listing", row.ListingId.ToString(), new { fields = ListingContent.Difference(row.ToContent(), content).Select(one => one.Field) });
        Inform.Organisation(change, row.OwnerCode!, new Message(
            "listing.change-asked", $"成果“{row.Title}”的修改待本单位另一人审批。", $"A change to the listing “{row.Title}” waits for a second person's approval.", $"/listings/{row.ListingId}"));
        return (await WriteListing.ReadAsync(change, row.ListingId)).ToMessage(change.Caller);
    }
}
