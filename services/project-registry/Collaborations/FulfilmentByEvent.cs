using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Coordination.V1;
using Platform.Talent.V1;
using Platform.Transfer.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>
/// An event of another service fulfils one commitment: of the collaboration that it is bound to, or, where it is bound to
/// none, of the oldest active one that waits for it.
/// </summary>
internal static class FulfilmentByEvent
{
    public static async Task FulfilAsync(Change change, Fulfilment fulfilment, string collaborationId, string needId, string candidateId, string evidence)
    {
        // The collaboration is locked first, as every other change of it does.
        const string sql = """
            select c.collaboration_id, c.number
            from commitment c join collaboration o using (collaboration_id)
            where c.fulfilment = @fulfilment and c.fulfilled_at is null and o.state = 2
              and (@collaboration::uuid is null or c.collaboration_id = @collaboration)
              and (c.need_id is null or c.need_id = @need)
              and (c.candidate_id is null or c.candidate_id = @candidate)
            order by c.collaboration_id, c.number
            limit 1
            for update of o
            """;
        var found = await change.QuerySingleOrDefaultAsync<Waiting>(sql, new
        {
            fulfilment = (short)fulfilment,
            collaboration = Guid.TryParse(collaborationId, out var collaboration) ? collaboration : (Guid?)null,
            need = Guid.TryParse(needId, out var need) ? need : (Guid?)null,
            candidate = Guid.TryParse(candidateId, out var candidate) ? candidate : (Guid?)null,
        });
        if (found is not null)
        {
            await FulfilCommitment.MarkAsync(change, found.CollaborationId, found.Number, evidence);
        }
    }

    private sealed record Waiting(Guid CollaborationId, short Number);
}

internal sealed class FulfilOnTalentPlaced : IEventHandler<TalentPlaced>
{
    public Task HandleAsync(TalentPlaced @event, EventContext context, Change change) => FulfilmentByEvent.FulfilAsync(
        change, Fulfilment.TalentPlaced, @event.CollaborationId, @event.NeedId, @event.TalentId, $"placement {@event.PlacementId}");
}

internal sealed class FulfilOnAgreementSigned : IEventHandler<AgreementSigned>
{
    public Task HandleAsync(AgreementSigned @event, EventContext context, Change change) => FulfilmentByEvent.FulfilAsync(
        change, Fulfilment.AgreementSigned, @event.CollaborationId, @event.NeedId, @event.ListingId, $"agreement {@event.AgreementId}");
}

/// <summary>
/// Only of the collaboration that the programme is bound to: talent-matching binds it on activation, and a commitment may leave open which
/// programme it will be.
/// </summary>
internal sealed class FulfilOnTrainingCompleted : IEventHandler<TrainingCompleted>
{
    public Task HandleAsync(TrainingCompleted @event, EventContext context, Change change) => @event.CollaborationId.Length == 0
        ? Task.CompletedTask
        : FulfilmentByEvent.FulfilAsync(change, Fulfilment.TrainingCompleted, @event.CollaborationId, "", @event.ProgrammeId, $"training programme {@event.ProgrammeId}");
}
