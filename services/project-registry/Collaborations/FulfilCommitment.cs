using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>A party marks a commitment of its own as fulfilled, with evidence. The last one completes.</summary>
internal static class FulfilCommitment
{
    public static Task<Collaboration> RunAsync(Store store, ServerCallContext call, FulfilCommitmentRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await CollaborationRow.LockAsync(change, Guid.Parse(request.CollaborationId));
            Check(row, request.Number, change.Caller.OrganisationCode);
            await MarkAsync(change, row.CollaborationId, request.Number, request.Evidence.Trim());
            return (await CollaborationRow.ReadAsync(change, row.CollaborationId)).ToMessage(CityDays.Of(change.Now));
        });

    /// <summary>Marks one commitment of a locked, active collaboration; completes it where no other is open.</summary>
    public static async Task MarkAsync(Change change, Guid id, int number, string evidence)
    {
        await change.ExecuteAsync(
            "update commitment set fulfilled_at = @Now, evidence = @evidence where collaboration_id = @id and number = @number and fulfilled_at is null",
            new { id, number, evidence, change.Now });
        change.Audit("collaboration.fulfil", "collaboration", id.ToString(), new { number });
        var row = await CollaborationRow.ReadAsync(change, id);
        if (row.Commitments.Any(commitment => commitment.FulfilledAt is null))
        {
            await change.ExecuteAsync("update collaboration set version = version + 1 where collaboration_id = @id", new { id });
            return;
        }

        await row.MoveAsync(change, CollaborationSteps.Take(row.State, CollaborationStep.Complete));
        change.Raise(new CollaborationCompleted { CollaborationId = id.ToString(), Kind = row.Kind, ProjectId = row.ProjectId?.ToString() ?? "" }, id.ToString());
        change.Audit("collaboration.complete", "collaboration", id.ToString());
    }

    private static void Check(CollaborationRow row, int number, string organisationCode)
    {
        if (!row.HasParty(organisationCode))
        {
            throw CollaborationErrors.NotAParty.ToException();
        }

        if (row.State != CollaborationState.Active)
        {
            throw CollaborationErrors.WrongState(row.State).ToException();
        }

        var commitment = row.Commitments.SingleOrDefault(commitment => commitment.Number == number) ?? throw CollaborationErrors.NoSuchCommitment.ToException();
        if (commitment.OrganisationCode != organisationCode)
        {
            throw CollaborationErrors.NotAParty.ToException();
        }

        if (commitment.Fulfilment != Fulfilment.Evidence)
        {
            throw CollaborationErrors.FulfilledByEvent.ToException();
        }

        if (commitment.FulfilledAt is not null)
        {
            throw CollaborationErrors.AlreadyFulfilled.ToException();
        }
    }
}
