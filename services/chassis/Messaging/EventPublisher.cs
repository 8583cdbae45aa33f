using System.Collections.Concurrent;
using System.Globalization;
using MassTransit;

namespace Platform.Chassis.Messaging;

/// <summary>
/// Publishes a batch with its confirms pipelined: the events of one subject one after the other, each after the confirm of
/// the one before; those of different subjects together.
/// </summary>
internal sealed class EventPublisher(IBus bus, ServiceName service)
{
    /// <summary>A broker that neither confirms nor refuses within it counts as away.</summary>
    private static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Task<ISendEndpoint>> _exchanges = new();

    public async Task<PublishOutcome> PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ConfirmLimit);
        var confirmed = new ConcurrentBag<long>();
        var subjects = events.GroupBy(e => e.Subject).Select(subject => PublishInOrderAsync(subject, confirmed, limit.Token)).ToArray();
        try
        {
            await Task.WhenAll(subjects);
            return new PublishOutcome(confirmed, null);
        }
        catch (Exception exception)
        {
            return new PublishOutcome(confirmed, exception);
        }
    }

    private async Task PublishInOrderAsync(IEnumerable<OutgoingEvent> events, ConcurrentBag<long> confirmed, CancellationToken cancellation)
    {
        foreach (var @event in events)
        {
            var exchange = await ExchangeAsync(@event.Type);
            await exchange.Send(new WireEvent(@event.Body), Pipe.Execute<SendContext<WireEvent>>(context => SetAttributes(context, @event)), cancellation);
            confirmed.Add(@event.Position);
        }
    }

    private Task<ISendEndpoint> ExchangeAsync(string type) => _exchanges.GetOrAdd(type, name => bus.GetSendEndpoint(new Uri($"exchange:{name}")));

    private void SetAttributes(SendContext context, OutgoingEvent @event)
    {
        context.MessageId = @event.EventId;
        context.Headers.Set(CloudEventHeaders.SpecVersion, "1.0");
        context.Headers.Set(CloudEventHeaders.Id, @event.EventId.ToString());
        context.Headers.Set(CloudEventHeaders.Type, @event.Type);
        context.Headers.Set(CloudEventHeaders.Source, service.Value);
        context.Headers.Set(CloudEventHeaders.Subject, @event.Subject);
        context.Headers.Set(CloudEventHeaders.Time, @event.OccurredAt.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));
        context.Headers.Set(CloudEventHeaders.Sequence, @event.Position.ToString("D19", CultureInfo.InvariantCulture));
        if (@event.TraceParent is not null)
        {
            context.Headers.Set(CloudEventHeaders.TraceParent, @event.TraceParent);
        }
    }
}

/// <summary>The service's name: its queue, and the source of its events.</summary>
public sealed record ServiceName(string Value);
