using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>
/// While one firm negotiates to have a listing alone, and its interest was taken up, nobody else negotiates on it. The caller has
/// locked the listing; the index <c>negotiation_exclusive</c> holds it for two such firms in the schema, too.
/// </summary>
internal static class Exclusivity
{
    /// <summary>Whether the form leaves the listing to one firm. 作价入股 brings the right itself into the firm.</summary>
    public static bool IsExclusive(TransferForm form) => form is TransferForm.Assignment or TransferForm.Equity or TransferForm.ExclusiveLicence;

    /// <exception cref="FailedException">EXCLUSIVELY_NEGOTIATED.</exception>
    public static async Task CheckFreeAsync(Change change, Guid listingId)
    {
        if ((await OthersAsync(change, listingId, null)).Exclusive > 0)
        {
            throw NegotiationErrors.ExclusivelyNegotiated.ToException();
        }
    }

    /// <summary>Whether a negotiation may go on past the firm's interest in this form.</summary>
    /// <exception cref="FailedException">EXCLUSIVELY_NEGOTIATED, OTHERS_NEGOTIATE.</exception>
    public static async Task CheckAsync(Change change, NegotiationRow row, TransferForm form)
    {
        var others = await OthersAsync(change, row.ListingId, row.NegotiationId);
        if (others.Exclusive > 0)
        {
            throw NegotiationErrors.ExclusivelyNegotiated.ToException();
        }

        if (IsExclusive(form) && others.All > 0)
        {
            throw NegotiationErrors.OthersNegotiate.ToException();
        }
    }

    private static async Task<Others> OthersAsync(Change change, Guid listingId, Guid? own) => (await change.QuerySingleOrDefaultAsync<Others>(
        """
        select count(*) as all, count(*) filter (where exclusive) as exclusive from negotiation
        where listing_id = @listingId and state = 1 and stage >= 2 and negotiation_id is distinct from @own
        """,
        new { listingId, own }))!;

    private sealed record Others(long All, long Exclusive);
}
