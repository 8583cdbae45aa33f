using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Talent.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Counts the placement on its project.</summary>
public sealed class OnTalentPlaced : IEventHandler<TalentPlaced>
{
    public Task HandleAsync(TalentPlaced @event, EventContext context, Change change) => @event.ProjectId.Length == 0
        ? Task.CompletedTask
        : change.ExecuteAsync("update project set talents_placed = talents_placed + 1 where project_id = @id", new { id = Guid.Parse(@event.ProjectId) });
}
