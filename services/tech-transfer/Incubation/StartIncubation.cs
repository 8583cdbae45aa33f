using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Negotiations;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>Takes a listing of the caller into a centre, at the level it has.</summary>
internal static class StartIncubation
{
    private const string Insert = """
        insert into incubation (incubation_id, listing_id, centre_id, project_id, first_level, level, state, created_at)
        values (@id, @ListingId, @centre, @project, @TechnologyReadiness, @TechnologyReadiness, 1, @Now)
        """;

    public static Task<Platform.Transfer.V1.Incubation> RunAsync(Store store, ServerCallContext call, StartIncubationRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var listing = await NegotiationLocks.ListingAsync(change, Guid.Parse(request.ListingId));
            if (listing?.IsOwn(change.Caller) != true)
            {
                throw ListingErrors.NotFound.ToException();
            }

            if (!ListingStates.IsOffered(listing.State) && listing.State != ListingState.Transferred)
            {
                throw IncubationErrors.ListingNotOffered.ToException();
            }

            var centre = Guid.Parse(request.CentreId);
            var runner = await change.QuerySingleOrDefaultAsync<string>("select organisation_code from centre where centre_id = @centre", new { centre })
                ?? throw IncubationErrors.CentreNotFound.ToException();
            var project = request.ProjectId.Length == 0 ? (Guid?)null : await ProjectAsync(change, request.ProjectId);
            var id = change.NewId();
            try
            {
                await change.ExecuteAsync(Insert, new { id, listing.ListingId, centre, project, listing.TechnologyReadiness, change.Now });
            }
            catch (PostgresException exception) when (exception.Violates("incubation_running"))
            {
                throw IncubationErrors.AlreadyRunning.ToException();
            }

            change.Audit("incubation.start", "incubation", id.ToString(), new { listing = listing.ListingId });
            Inform.Organisation(change, runner, new Message(
                "incubation.started", $"“{listing.Title}”进入本中心孵化。", $"“{listing.Title}” is in incubation at your centre.", $"/incubations/{id}"));
            return await IncubationRow.MessageAsync(change, id);
        });

    private static async Task<Guid> ProjectAsync(Change change, string projectId) =>
        Guid.TryParse(projectId, out var id) && await change.ExecuteScalarAsync<bool>("select exists (select from pool_project where project_id = @id)", new { id })
            ? id
            : throw IncubationErrors.ProjectUnknown.ToException();
}
