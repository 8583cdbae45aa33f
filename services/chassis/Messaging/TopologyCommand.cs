using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Chassis.Messaging;

/// <summary>
/// The broker's part of <c>migrate</c>: declares the service's queue and its bindings before any host runs, so that an
/// event raised by the first host to start waits for the one that starts last.
/// </summary>
internal static class TopologyCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <returns>0, or 1 with one sentence on standard error.</returns>
    public static async Task<int> RunAsync(string service, string uri, EventHandlers handlers)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddBus(service, uri, handlers, topologyOnly: true);
        await using var provider = services.BuildServiceProvider();
        var bus = provider.GetRequiredService<IBusControl>();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await bus.StartAsync(limit.Token);
            await bus.StopAsync(CancellationToken.None);
            return 0;
        }
        catch (Exception exception) when (exception is MassTransitException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{service}: RabbitMQ does not take the queues: {exception.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }
}
