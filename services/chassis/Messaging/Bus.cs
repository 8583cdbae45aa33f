using System.Globalization;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Chassis.Messaging;

/// <summary>
/// The edge to MassTransit: with <see cref="EventPublisher"/> and <see cref="WireEvent"/> all that knows it. One quorum
/// queue a service, bound to the fanout exchange of each event that the service handles.
/// </summary>
internal static class Bus
{
    public const string HealthName = "rabbitmq";

    /// <param name="topologyOnly">Declares exchanges, the queue and its bindings when started, and consumes nothing.</param>
    public static void AddBus(this IServiceCollection services, string service, string uri, EventHandlers handlers, bool topologyOnly = false)
    {
        services.AddMassTransit(registration =>
        {
            registration.ConfigureHealthCheckOptions(options =>
            {
                options.Name = HealthName;
                options.MinimalFailureStatus = HealthStatus.Degraded;
                options.Tags.Clear();
                options.Tags.Add("ready");
            });
            registration.UsingRabbitMq((context, bus) =>
            {
                bus.Host(new Uri(uri), host => host.PublisherConfirmation = true);
                bus.DeployTopologyOnly = topologyOnly;
                bus.ClearSerialization();
                bus.AddSerializer(new WireEventSerializerFactory());
                bus.AddDeserializer(new WireEventSerializerFactory(), isDefault: true);
                if (handlers.Routes.Count == 0)
                {
                    return;
                }

                bus.ReceiveEndpoint(service, endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    endpoint.PrefetchCount = 512;
                    endpoint.ConcurrentMessageLimit = 512;
                    endpoint.ConfigureConsumeTopology = false;
                    // A failure is kept with its reason in the error queue; nobody subscribes to fault events.
                    endpoint.PublishFaults = false;
                    foreach (var type in handlers.Routes.Keys)
                    {
                        endpoint.Bind(type, exchange =>
                        {
                            exchange.ExchangeType = "fanout";
                            exchange.Durable = true;
                        });
                    }

                    // Declaring the queue takes no consumer, and `migrate` has no inbox to give it.
                    if (!topologyOnly)
                    {
                        endpoint.Instance(new WireEventConsumer(context.GetRequiredService<Inbox>(), handlers));
                    }
                });
            });
        });
    }

    internal sealed class WireEventConsumer(Inbox inbox, EventHandlers handlers) : IConsumer<WireEvent>
    {
        public Task Consume(ConsumeContext<WireEvent> context)
        {
            var headers = context.ReceiveContext.TransportHeaders;
            var type = headers.Get<string>(CloudEventHeaders.Type) ?? "";
            if (!handlers.Routes.ContainsKey(type) || !Guid.TryParse(headers.Get<string>(CloudEventHeaders.Id), out var id))
            {
                throw new InvalidDataException($"Not an event this service handles: type '{type}', id '{headers.Get<string>(CloudEventHeaders.Id)}'.");
            }

            var attributes = new EventContext(
                id,
                type,
                headers.Get<string>(CloudEventHeaders.Source) ?? "",
                headers.Get<string>(CloudEventHeaders.Subject) ?? "",
                long.TryParse(headers.Get<string>(CloudEventHeaders.Sequence), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0,
                DateTimeOffset.TryParse(headers.Get<string>(CloudEventHeaders.Time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default);
            return inbox.HandleAsync(attributes, context.Message.Body);
        }
    }
}
