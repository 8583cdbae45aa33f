using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Data;

namespace Platform.Chassis.Messaging;

/// <summary>
/// What a service does when an event arrives. Its effect, the inbox row and whatever it raises commit together, so an event
/// that is delivered twice has one effect. Throwing leaves nothing behind: a passing fault is tried again, any other
/// sends the event to the error queue with its reason.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : IMessage
{
    Task HandleAsync(TEvent @event, EventContext context, Change change);
}

/// <summary>An event's CloudEvents attributes.</summary>
/// <param name="Sequence">
/// Grows with each event of one source and subject. Delivery may be out of order after a redelivery: a handler that
/// mirrors state keeps the highest sequence it has seen and ignores what is older.
/// </param>
public sealed record EventContext(Guid EventId, string Type, string Source, string Subject, long Sequence, DateTimeOffset Time);

/// <summary>The events a service listens to. Several handlers of one event run one after the other in its transaction.</summary>
public sealed class EventHandlers(IServiceCollection services)
{
    private readonly Dictionary<string, Route> _routes = [];

    internal IReadOnlyDictionary<string, Route> Routes => _routes;

    public EventHandlers Handle<TEvent, THandler>()
        where TEvent : IMessage<TEvent>, new()
        where THandler : class, IEventHandler<TEvent>
    {
        services.AddScoped<THandler>();
        var parser = new MessageParser<TEvent>(() => new TEvent());
        var type = new TEvent().Descriptor.FullName;
        var before = _routes.GetValueOrDefault(type);
        _routes[type] = async (body, context, change, provider) =>
        {
            if (before is not null)
            {
                await before(body, context, change, provider);
            }

            await provider.GetRequiredService<THandler>().HandleAsync(parser.ParseFrom(body), context, change);
        };
        return this;
    }

    internal delegate Task Route(byte[] body, EventContext context, Change change, IServiceProvider provider);
}
