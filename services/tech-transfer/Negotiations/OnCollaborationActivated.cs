using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Common.V1;
using Platform.Coordination.V1;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Needs;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Opens, bound to the collaboration, the negotiation that each commitment to an agreement names.</summary>
public sealed class OnCollaborationActivated : IEventHandler<CollaborationActivated>
{
    public async Task HandleAsync(CollaborationActivated @event, EventContext context, Change change)
    {
        const string ended = "select exists (select from ended_collaboration where collaboration_id = @CollaborationId)";
        if (await change.ExecuteScalarAsync<bool>(ended, new { @event.CollaborationId }))
        {
            return;
        }

        await change.ExecuteAsync(
            "insert into collaboration_party (collaboration_id, organisation_code) select @CollaborationId, unnest(@codes) on conflict do nothing",
            new { @event.CollaborationId, codes = @event.Parties.Select(party => party.OrganisationCode).Distinct(StringComparer.Ordinal).ToArray() });

        // In one order, as others lock listings too.
        foreach (var commitment in @event.Commitments.Where(one => one.Fulfilment == Fulfilment.AgreementSigned).OrderBy(one => one.CandidateId, StringComparer.Ordinal))
        {
            if (!await OpenAsync(@event, commitment, change))
            {
                change.Audit("negotiation.not_opened", "collaboration", @event.CollaborationId, new { commitment = commitment.Number });
            }
        }
    }

    /// <returns>False where there is nothing to negotiate on; the parties see the commitment stay open.</returns>
    private static async Task<bool> OpenAsync(CollaborationActivated @event, Commitment commitment, Change change)
    {
        var listing = Guid.TryParse(commitment.CandidateId, out var listingId) ? await NegotiationLocks.ListingAsync(change, listingId) : null;
        var need = Guid.TryParse(commitment.NeedId, out var needId) ? await NeedRow.LockAsync(change, needId) : null;
        if (listing?.OwnerCode is null || listing.State is ListingState.Draft or ListingState.Withdrawn || Firm(@event, commitment, need) is not { } firm)
        {
            return false;
        }

        if (await BindAsync(change, @event, listing.ListingId, firm, need?.NeedId))
        {
            return true;
        }

        if (await IsSoldAsync(change, listing))
        {
            return false;
        }

        var id = await OpenNegotiation.InsertAsync(change, listing, new OpenNegotiation.Opening(firm, need?.NeedId, @event.ProjectId)
        {
            CollaborationId = @event.CollaborationId,
            Stage = await StageAsync(change, listing),
        });
        NegotiationNotices.TellOther(
            change, (await NegotiationRow.ReadAsync(change, id))!, "negotiation.opened", "三方协同事项已生效，洽谈随之开启。", "The collaboration is active and opens this negotiation.");
        return true;
    }

    /// <summary>The owner has consented to the collaboration, so the interest is taken up, unless another firm negotiates to have the listing alone.</summary>
    private static async Task<NegotiationStage> StageAsync(Change change, ListingRow listing)
    {
        const string held = "select exists (select from negotiation where listing_id = @ListingId and state = 1 and stage >= 2 and exclusive)";
        return await change.ExecuteScalarAsync<bool>(held, new { listing.ListingId }) ? NegotiationStage.Interest : NegotiationStage.Confidentiality;
    }

    private static Task<bool> IsSoldAsync(Change change, ListingRow listing) => change.ExecuteScalarAsync<bool>(
        """
        select exists (
            select from negotiation g join agreement a on a.negotiation_id = g.negotiation_id
            where g.listing_id = @ListingId and g.state = 2 and a.kind = @assignment)
        """,
        new { listing.ListingId, assignment = (int)AgreementKind.Assignment });

    /// <summary>The firm whose need it is, else the one that commits itself, else the first of the parties.</summary>
    private static string? Firm(CollaborationActivated @event, Commitment commitment, NeedRow? need)
    {
        var firms = @event.Parties.Where(party => party.Kind == OrganisationKind.Enterprise).Select(party => party.OrganisationCode).ToList();
        return firms.Find(code => code == need?.OrganisationCode) ?? firms.Find(code => code == commitment.OrganisationCode) ?? firms.FirstOrDefault();
    }

    /// <summary>Binds the negotiation that the firm has open on the listing already, or finds it bound.</summary>
    private static async Task<bool> BindAsync(Change change, CollaborationActivated @event, Guid listing, string firm, Guid? need)
    {
        const string bind = """
            update negotiation
            set collaboration_id = @CollaborationId, project_id = @ProjectId, need_id = coalesce(need_id, @need), version = version + 1
            where listing_id = @listing and organisation_code = @firm and state = 1 and collaboration_id in ('', @CollaborationId)
            returning negotiation_id, stage
            """;
        const string bound = """
            select exists (
                select from negotiation
                where listing_id = @listing and organisation_code = @firm and (collaboration_id = @CollaborationId or state = 1))
            """;
        var values = new { @event.CollaborationId, @event.ProjectId, listing, firm, need };
        var rows = await change.QueryAsync<(Guid Id, short Stage)>(bind, values);
        foreach (var (id, stage) in rows)
        {
            NegotiationActs.Write(change, id, NegotiationActKind.Bound, (NegotiationStage)stage);
        }

        return rows.Count > 0 || await change.ExecuteScalarAsync<bool>(bound, values);
    }
}
