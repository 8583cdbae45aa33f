using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Transfer.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Counts the agreement on its project.</summary>
public sealed class OnAgreementSigned : IEventHandler<AgreementSigned>
{
    public Task HandleAsync(AgreementSigned @event, EventContext context, Change change) => @event.ProjectId.Length == 0
        ? Task.CompletedTask
        : change.ExecuteAsync("update project set agreements_signed = agreements_signed + 1 where project_id = @id", new { id = Guid.Parse(@event.ProjectId) });
}
