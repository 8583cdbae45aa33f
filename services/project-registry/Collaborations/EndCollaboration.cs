using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>A party declines what is proposed or terminates what is active; what is bound to it ends by the event.</summary>
internal static class EndCollaboration
{
    public static Task<Collaboration> RunAsync(Store store, ServerCallContext call, EndCollaborationRequest request, CollaborationStep step) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await CollaborationRow.LockAsync(change, Guid.Parse(request.CollaborationId));
            if (!row.HasParty(change.Caller.OrganisationCode))
            {
                throw CollaborationErrors.NotAParty.ToException();
            }

            await EndAsync(change, row, step, request.Reason.Trim());
            return (await CollaborationRow.ReadAsync(change, row.CollaborationId)).ToMessage(CityDays.Of(change.Now));
        });

    /// <summary>Also for the deadline that passes.</summary>
    public static async Task EndAsync(Change change, CollaborationRow row, CollaborationStep step, string reason)
    {
        var state = CollaborationSteps.Take(row.State, step);
        await row.MoveAsync(change, state, reason);
        var id = row.CollaborationId.ToString();
        change.Raise(new CollaborationEnded { CollaborationId = id, State = state, Reason = reason }, id);
        change.Audit($"collaboration.{state.ToString().ToLowerInvariant()}", "collaboration", id);
    }
}
