using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Negotiations;

namespace Platform.TechTransfer.Agreements;

/// <summary>Locks listing, negotiation and contract in this order, as all others do.</summary>
internal static class AgreementLocks
{
    internal sealed record Locked(AgreementRow Agreement, NegotiationRow Negotiation, ListingRow Listing)
    {
        public bool ByFirm(Change change) => Negotiation.OrganisationCode == change.Caller.OrganisationCode;

        public bool ByOwner(Change change) => Negotiation.OwnerCode == change.Caller.OrganisationCode;

        /// <summary>The other side's credit code.</summary>
        public string Other(Change change) => ByFirm(change) ? Negotiation.OwnerCode : Negotiation.OrganisationCode;
    }

    /// <summary>For a step by one of the sides.</summary>
    /// <exception cref="FailedException">NOT_FOUND, also for who is no side of it; ETAG_MISMATCH.</exception>
    public static async Task<Locked> ForSideAsync(Change change, string agreementId, string etag = "")
    {
        var id = Guid.Parse(agreementId);
        var row = await AgreementRow.ReadAsync(change, id);
        if (row?.IsSide(change.Caller) != true)
        {
            throw AgreementErrors.NotFound.ToException();
        }

        var (negotiation, listing) = await NegotiationLocks.ForSideAsync(change, row.NegotiationId.ToString());
        await change.ExecuteAsync("select from agreement where agreement_id = @id for no key update", new { id });
        row = (await AgreementRow.ReadAsync(change, id))!;
        Chassis.Paging.Etag.Check(etag, row.Version);
        return new(row, negotiation, listing);
    }

    /// <summary>As <see cref="ForSideAsync"/>, for what the listing's owner alone does; the firm is told that it belongs to the other side.</summary>
    public static async Task<Locked> ForOwnerAsync(Change change, string agreementId, string etag = "")
    {
        var locked = await ForSideAsync(change, agreementId, etag);
        return locked.ByOwner(change) ? locked : throw CommonErrors.OtherOrganisation.ToException();
    }

    public static async Task<Locked> ForFirmAsync(Change change, string agreementId, string etag = "")
    {
        var locked = await ForSideAsync(change, agreementId, etag);
        return locked.ByFirm(change) ? locked : throw CommonErrors.OtherOrganisation.ToException();
    }

    /// <summary>Counts both versions on: the negotiation shows its contract.</summary>
    public static Task TouchAsync(Change change, AgreementRow row) => change.ExecuteAsync(
        """
        with n as (update negotiation set version = version + 1 where negotiation_id = @NegotiationId)
        update agreement set version = version + 1 where agreement_id = @AgreementId
        """,
        new { row.NegotiationId, row.AgreementId });
}
