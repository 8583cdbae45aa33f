using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Matching;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>
/// Puts in force what another person of the owner asked for: a submitted listing, or a change to a listed one. Each approval
/// keeps a version with what it changed.
/// </summary>
public sealed class ApproveListing(Store store)
{
    private const string KeepVersion = """
        insert into listing_version (listing_id, version, published_at, content, changes, approved_by, asked_by)
        values (@ListingId, @version, @Now, @content::jsonb, @changes::jsonb, @Subject, @askedBy)
        """;

    private const string Firms = "select distinct organisation_code from negotiation where listing_id = @ListingId and state = 1 limit 100";

    public Task<Listing> HandleAsync(ListingStepRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await WriteListing.LockOwnAsync(change, request.ListingId, request.Etag);
            var asked = row.State == ListingState.InApproval ? row.SubmittedBy : row.RevisionBy;
            if (asked is null || !(row.State == ListingState.InApproval || ListingStates.IsOffered(row.State)))
            {
                throw ListingErrors.WrongState(row.State).ToException();
            }

            if (asked == change.Caller.Subject)
            {
                throw ListingErrors.SecondPersonNeeded.ToException();
            }

            var approved = row.State == ListingState.InApproval ? await ListAsync(change, row) : await ReviseAsync(change, row);
            await KeepAsync(change, row, approved, asked);
            await MatchWork.ForPoolAsync(change);
            return (await WriteListing.ReadAsync(change, row.ListingId)).ToMessage(change.Caller);
        });

    private static async Task<Listing> ListAsync(Change change, ListingRow row)
    {
        var next = ListingStates.Next(row.State, ListingStep.Publish)!.Value;
        await WriteListing.StateAsync(change, row.ListingId, next, submittedBy: null, returnedReason: "");
        change.Audit("listing.publish", "listing", row.ListingId.ToString());
        return row.ToContent();
    }

    private static async Task<Listing> ReviseAsync(Change change, ListingRow row)
    {
        var content = ProtoJson.Read<Listing>((await change.QuerySingleOrDefaultAsync<string>(
            "delete from listing_revision where listing_id = @ListingId returning content", new { row.ListingId }))!);
        await WriteListing.ContentAsync(change, row.ListingId, content);
        change.Audit("listing.change", "listing", row.ListingId.ToString());
        foreach (var firm in await change.QueryAsync<string>(Firms, new { row.ListingId }))
        {
            Inform.Organisation(change, firm, new Message(
                "listing.changed", $"贵企业正在洽谈的成果“{row.Title}”已更新，请查看变更。", $"The listing “{row.Title}” that you negotiate on has changed: see what.", $"/listings/{row.ListingId}"));
        }

        return content;
    }

    private static async Task KeepAsync(Change change, ListingRow row, Listing content, string askedBy)
    {
        var last = await change.QuerySingleOrDefaultAsync<string>(
            "select content from listing_version where listing_id = @ListingId order by version desc limit 1", new { row.ListingId });
        // Of an imported listing nothing was approved before: what stood is compared with.
        var before = last is not null ? ProtoJson.Read<Listing>(last) : row.State == ListingState.InApproval ? null : row.ToContent();
        var changes = before is null ? [] : ListingContent.Difference(before, content);
        var version = await change.ExecuteScalarAsync<int>(
            "update listing set published_version = published_version + 1, returned_reason = '' where listing_id = @ListingId returning published_version", new { row.ListingId });
        await change.ExecuteAsync(KeepVersion, new
        {
            row.ListingId, version, change.Now, content = ProtoJson.Of(content), changes = ProtoJson.OfAll(changes), change.Caller.Subject, askedBy,
        });
    }
}
