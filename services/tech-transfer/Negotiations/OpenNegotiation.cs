using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Needs;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Opens a negotiation between the caller's firm and a listing's owner.</summary>
public sealed class OpenNegotiation(Store store)
{
    private const string Insert = $"""
        insert into negotiation (
            negotiation_id, listing_id, need_id, organisation_code, owner_code, project_id, collaboration_id, state, stage, form, intent, due_at, created_at)
        values (@id, @ListingId, @NeedId, @Firm, @OwnerCode, @ProjectId, @CollaborationId, 1, @stage, @form, @Intent, {NegotiationMove.DueAt}, @Now)
        """;

    public Task<Negotiation> HandleAsync(OpenNegotiationRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var listing = await NegotiationLocks.ListingAsync(change, Guid.Parse(request.ListingId));
            if (listing?.IsSeenBy(change.Caller) != true)
            {
                throw ListingErrors.NotFound.ToException();
            }

            if (!ListingStates.IsOffered(listing.State))
            {
                throw ListingErrors.WrongState(listing.State).ToException();
            }

            if (listing.OwnerCode is null)
            {
                throw NegotiationErrors.OwnerUnknown.ToException();
            }

            var need = request.NeedId.Length == 0 ? null : await NeedAsync(change, request.NeedId);
            await Exclusivity.CheckFreeAsync(change, listing.ListingId);
            var id = await OpenAsync(change, listing, new Opening(change.Caller.OrganisationCode, need?.NeedId, need?.PoolProjectId?.ToString() ?? "")
            {
                Form = request.Form,
                Intent = request.Intent.Trim(),
            });
            var row = (await NegotiationRow.ReadAsync(change, id))!;
            NegotiationNotices.TellOther(change, row, "negotiation.opened", $"{row.OrganisationName}提出合作意向，请答复。", $"{row.OrganisationName} is interested: please answer.");
            return row.ToMessage();
        });

    private static async Task<NeedRow> NeedAsync(Change change, string needId)
    {
        var need = Guid.TryParse(needId, out var id) ? await NeedRow.LockAsync(change, id) : null;
        if (need is null || need.OrganisationCode != change.Caller.OrganisationCode)
        {
            throw NeedErrors.NotFound.ToException();
        }

        return need.State == TechnologyNeedState.Open ? need : throw NeedErrors.WrongState(need.State).ToException();
    }

    private static async Task<Guid> OpenAsync(Change change, ListingRow listing, Opening opening)
    {
        try
        {
            return await InsertAsync(change, listing, opening);
        }
        catch (PostgresException exception) when (exception.Violates("negotiation_open"))
        {
            throw NegotiationErrors.AlreadyOpen.ToException();
        }
    }

    /// <summary>Stores it and moves the listing, which the change has locked.</summary>
    internal static async Task<Guid> InsertAsync(Change change, ListingRow listing, Opening opening)
    {
        var id = change.NewId();
        await change.ExecuteAsync(Insert, new
        {
            id, listing.ListingId, listing.OwnerCode, opening.NeedId, opening.Firm, opening.ProjectId, opening.CollaborationId,
            stage = (short)opening.Stage, form = (short)opening.Form, opening.Intent, change.Now,
        });
        if (listing.State != ListingState.Transferred)
        {
            await ListingFollows.StepAsync(change, listing, ListingStep.Negotiate);
        }

        NegotiationActs.Write(change, id, NegotiationActKind.Opened, opening.Stage);
        change.Audit("negotiation.open", "negotiation", id.ToString(), new { listing = listing.ListingId, collaboration = opening.CollaborationId });
        return id;
    }

    /// <summary>What a negotiation begins from.</summary>
    internal sealed record Opening(string Firm, Guid? NeedId, string ProjectId)
    {
        public string CollaborationId { get; init; } = "";

        public NegotiationStage Stage { get; init; } = NegotiationStage.Interest;

        public TransferForm Form { get; init; }

        public string Intent { get; init; } = "";
    }
}
