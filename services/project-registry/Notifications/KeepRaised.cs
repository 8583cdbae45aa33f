using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Notifications;

/// <summary>Keeps what another service tells; an event that comes twice is kept once, as the inbox knows it.</summary>
internal sealed class KeepRaised : IEventHandler<NotificationRaised>
{
    public Task HandleAsync(NotificationRaised @event, EventContext context, Change change)
    {
        var message = new Message(@event.Topic, @event.TextZh, @event.TextEn, @event.Link);
        if (@event.AccountId.Length > 0)
        {
            Notify.Account(change, @event.AccountId, message);
        }
        else
        {
            Notify.Organisation(change, @event.OrganisationCode, message);
        }

        return Task.CompletedTask;
    }
}
