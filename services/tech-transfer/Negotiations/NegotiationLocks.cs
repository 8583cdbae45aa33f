using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Listings;

namespace Platform.TechTransfer.Negotiations;

/// <summary>
/// Locks in one order, the listing before its negotiations, so that steps on one listing follow each other and never wait
/// in a circle.
/// </summary>
internal static class NegotiationLocks
{
    public static Task<ListingRow?> ListingAsync(Change change, Guid listingId) => change.QuerySingleOrDefaultAsync<ListingRow>(
        $"select {ListingRow.Columns} from listing l where l.listing_id = @listingId for no key update", new { listingId });

    /// <summary>The negotiation and its listing, locked, for a step by one of its sides.</summary>
    /// <exception cref="FailedException">NOT_FOUND, also for who is no side of it.</exception>
    public static async Task<(NegotiationRow Negotiation, ListingRow Listing)> ForSideAsync(Change change, string negotiationId)
    {
        var id = Guid.Parse(negotiationId);
        var row = await NegotiationRow.ReadAsync(change, id);
        if (row?.IsSide(change.Caller) != true)
        {
            throw NegotiationErrors.NotFound.ToException();
        }

        return await TakeAsync(change, id);
    }

    /// <summary>A negotiation that is there, and its listing, locked.</summary>
    public static async Task<(NegotiationRow Negotiation, ListingRow Listing)> TakeAsync(Change change, Guid id)
    {
        var listingId = await change.ExecuteScalarAsync<Guid>("select listing_id from negotiation where negotiation_id = @id", new { id });
        var listing = await ListingAsync(change, listingId);
        await change.ExecuteAsync("select from negotiation where negotiation_id = @id for no key update", new { id });
        return ((await NegotiationRow.ReadAsync(change, id))!, listing!);
    }

    /// <summary>As <see cref="ForSideAsync"/>, for what the listing's owner alone may do.</summary>
    /// <exception cref="FailedException">NOT_FOUND.</exception>
    public static async Task<(NegotiationRow Negotiation, ListingRow Listing)> ForOwnerAsync(Change change, string negotiationId)
    {
        var found = await ForSideAsync(change, negotiationId);
        return found.Negotiation.IsByOwner(change.Caller) ? found : throw NegotiationErrors.OwnerAlone.ToException();
    }
}
