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
    private const string Insert = """
        insert into negotiation (negotiation_id, listing_id, need_id, organisation_code, owner_code, project_id, collaboration_id, state, created_at)
        values (@id, @ListingId, @need, @firm, @OwnerCode, @project, @collaboration, 1, @Now)
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
            var id = await OpenAsync(change, listing, need, change.Caller.OrganisationCode, need?.PoolProjectId?.ToString() ?? "");
            return (await NegotiationRow.ReadAsync(change, id))!.ToMessage();
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

    private static async Task<Guid> OpenAsync(Change change, ListingRow listing, NeedRow? need, string firm, string project)
    {
        try
        {
            return await InsertAsync(change, listing, need?.NeedId, firm, project, collaboration: "");
        }
        catch (PostgresException exception) when (exception.Violates("negotiation_open"))
        {
            throw NegotiationErrors.AlreadyOpen.ToException();
        }
    }

    /// <summary>Stores it and moves the listing, which the change has locked.</summary>
    internal static async Task<Guid> InsertAsync(Change change, ListingRow listing, Guid? need, string firm, string project, string collaboration)
    {
        var id = change.NewId();
        await change.ExecuteAsync(Insert, new { id, listing.ListingId, need, firm, listing.OwnerCode, project, collaboration, change.Now });
        if (listing.State != ListingState.Transferred)
        {
            await ListingFollows.StepAsync(change, listing, ListingStep.Negotiate);
        }

        change.Audit("negotiation.open", "negotiation", id.ToString(), new { listing = listing.ListingId, collaboration });
        return id;
    }
}
