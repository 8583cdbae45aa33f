using Platform.Chassis.Data;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Matching;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Moves a locked listing along with its negotiations.</summary>
internal static class ListingFollows
{
    /// <summary>Takes a step that the table allows; where it leaves the offer, the pool's needs are matched anew.</summary>
    public static async Task StepAsync(Change change, ListingRow listing, ListingStep step)
    {
        var next = ListingStates.Next(listing.State, step) ?? throw ListingErrors.WrongState(listing.State).ToException();
        if (next == listing.State)
        {
            return;
        }

        await change.ExecuteAsync(
            "update listing set state = @state, version = version + 1 where listing_id = @ListingId", new { state = (int)next, listing.ListingId });
        if (ListingStates.IsOffered(next) != ListingStates.IsOffered(listing.State))
        {
            await MatchWork.ForPoolAsync(change);
        }
    }

    /// <summary>Offers it again where no negotiation on it is open any more.</summary>
    public static async Task ReleaseAsync(Change change, ListingRow listing)
    {
        var open = await change.ExecuteScalarAsync<bool>(
            "select exists (select from negotiation where listing_id = @ListingId and state = 1)", new { listing.ListingId });
        if (!open)
        {
            await StepAsync(change, listing, ListingStep.Release);
        }
    }
}
