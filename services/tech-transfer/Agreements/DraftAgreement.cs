using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.Chassis.Paging;
using Platform.Common.V1;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Negotiations;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>Puts a contract to both sides; an agreed price, signatures and a running notice are void with it.</summary>
internal static class DraftAgreement
{
    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, DraftAgreementRequest request)
    {
        var terms = ReadTerms.Of(request);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var negotiation = request.NegotiationId.Length > 0
                ? (await NegotiationLocks.ForSideAsync(change, Id(request.NegotiationId, NegotiationErrors.NotFound))).Negotiation
                : await StraightAsync(change, request);
            if (negotiation.State != NegotiationState.Open)
            {
                throw NegotiationErrors.WrongState(negotiation.State).ToException();
            }

            var id = await PutAsync(change, negotiation, terms, request.Etag);
            return await AgreementParts.MessageAsync(change, id);
        });
    }

    /// <summary>Stores a text for a locked, open negotiation; the caller has agreed by drafting it.</summary>
    /// <param name="etag">Of the contract as the caller read it; empty for any.</param>
    /// <returns>The contract's id.</returns>
    internal static async Task<Guid> PutAsync(Change change, NegotiationRow negotiation, AgreementTerms terms, string etag = "")
    {
        if (negotiation.AgreementId is { } present)
        {
            await change.ExecuteAsync("select from agreement where agreement_id = @present for no key update", new { present });
            var row = (await AgreementRow.ReadAsync(change, present))!;
            Etag.Check(etag, row.Version);
            AgreementStates.Require(row.State, AgreementStep.Draft);
        }

        var hash = terms.Hash(negotiation.OrganisationCode, negotiation.OwnerCode);
        var id = await StoreDraft.RunAsync(change, negotiation, terms, hash);
        change.Audit("agreement.draft", "agreement", id.ToString(), new { hash });
        var other = negotiation.OrganisationCode == change.Caller.OrganisationCode ? negotiation.OwnerCode : negotiation.OrganisationCode;
        Inform.Organisation(change, other, new Message(
            "agreement.drafted", $"“{negotiation.ListingTitle}”的技术合同有新文本，请审阅。", $"There is a new text of the contract on “{negotiation.ListingTitle}”: read it.", $"/agreements/{id}"));
        return id;
    }

    /// <summary>The negotiation that the owner opens with a firm by drafting, or the one that is open.</summary>
    private static async Task<NegotiationRow> StraightAsync(Change change, DraftAgreementRequest request)
    {
        var listing = await NegotiationLocks.ListingAsync(change, Guid.Parse(Id(request.ListingId, ListingErrors.NotFound)));
        if (listing?.IsSeenBy(change.Caller) != true)
        {
            throw ListingErrors.NotFound.ToException();
        }

        if (!listing.IsOwn(change.Caller))
        {
            throw CommonErrors.OtherOrganisation.ToException();
        }

        const string open = "select negotiation_id from negotiation where listing_id = @ListingId and organisation_code = @firm and state = 1";
        var id = await change.QuerySingleOrDefaultAsync<Guid?>(open, new { listing.ListingId, firm = request.OrganisationCode });
        if (id is null)
        {
            await RequireNewAsync(change, listing, request.OrganisationCode);
            id = await OpenNegotiation.InsertAsync(change, listing, new OpenNegotiation.Opening(request.OrganisationCode, NeedId: null, ProjectId: ""));
        }

        return (await NegotiationRow.ReadAsync(change, id.Value))!;
    }

    private static async Task RequireNewAsync(Change change, ListingRow listing, string firm)
    {
        const string joined = "select exists (select from organisation where organisation_code = @firm and kind = @kind)";
        if (!await change.ExecuteScalarAsync<bool>(joined, new { firm, kind = (int)OrganisationKind.Enterprise }))
        {
            throw AgreementErrors.FirmUnknown.ToException();
        }

        // What is transferred by a licence may be licensed again.
        if (!ListingStates.IsOffered(listing.State) && listing.State != ListingState.Transferred)
        {
            throw ListingErrors.WrongState(listing.State).ToException();
        }

        await Exclusivity.CheckFreeAsync(change, listing.ListingId);
    }

    private static string Id(string text, Error notFound) => Guid.TryParse(text, out _) ? text : throw notFound.ToException();
}
