using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;

namespace Platform.Chassis.Messaging;

/// <summary>
/// Runs handlers: inbox rows and effects in one transaction. Events that wait together share a transaction, so a burst
/// costs few commits; one that arrives alone is handled at once. Where a shared transaction fails each event gets its
/// own, so a poisoned event takes no other with it.
/// </summary>
internal sealed partial class Inbox(Store store, EventHandlers handlers, IServiceScopeFactory scopes, ServiceName service, TimeProvider clock, ILogger<Inbox> logger) : BackgroundService
{
    // Events of one subject share a lane, so they are handled in the order of their arrival.
    private const int Lanes = 4;
    private const int BatchSize = 128;
    private const int Attempts = 4;
    private static readonly TimeSpan BatchDistance = TimeSpan.FromMilliseconds(20);

    private readonly Channel<Arrival>[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleReader = true }))];
    private readonly Caller _caller = Caller.System(service.Value);

    /// <summary>Completes when the event's effect is committed (or was, at an earlier delivery); fails where it cannot be.</summary>
    public Task HandleAsync(EventContext context, byte[] body)
    {
        var arrival = new Arrival(context, body);
        _lanes[Shards.Of(context.Subject) % Lanes].Writer.TryWrite(arrival);
        return arrival.Done.Task;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_lanes.Select(lane => RunLaneAsync(lane.Reader, stoppingToken)));

    private async Task RunLaneAsync(ChannelReader<Arrival> lane, CancellationToken cancellation)
    {
        var batch = new List<Arrival>(BatchSize);
        var pace = new Pace(BatchDistance, clock);
        try
        {
            while (await lane.WaitToReadAsync(cancellation))
            {
                await pace.WaitAsync(cancellation);
                batch.Clear();
                while (batch.Count < BatchSize && lane.TryRead(out var arrival))
                {
                    batch.Add(arrival);
                }

                await HandleBatchAsync(batch, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: what was not handled was not acknowledged either, and the broker delivers it again.
        }
    }

    private async Task HandleBatchAsync(List<Arrival> batch, CancellationToken cancellation)
    {
        if (batch.Count > 1)
        {
            try
            {
                await CommitAsync(batch, cancellation);
                batch.ForEach(arrival => arrival.Done.TrySetResult());
                return;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                OneByOne(logger, batch.Count, exception);
            }
        }

        foreach (var arrival in batch)
        {
            await HandleOneAsync(arrival, cancellation);
        }
    }

    /// <summary>Tries until the effect stands; gives up after some attempts where trying again cannot help.</summary>
    private async Task HandleOneAsync(Arrival arrival, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await CommitAsync([arrival], cancellation);
                arrival.Done.TrySetResult();
                return;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested && (attempt < Attempts || PostgresErrors.IsTransient(exception)))
            {
                var pause = TimeSpan.FromMilliseconds(Math.Min(5000, 50 * Math.Pow(3, Math.Min(attempt, 6) - 1)));
                Retrying(logger, arrival.Context.Type, arrival.Context.EventId, pause, exception);
                await Task.Delay(pause, clock, cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                GaveUp(logger, arrival.Context.Type, arrival.Context.EventId, exception);
                arrival.Done.TrySetException(exception);
                return;
            }
        }
    }

    private async Task CommitAsync(List<Arrival> batch, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await store.ChangeAsync(_caller, async change =>
        {
            var first = await ReceiveAsync(change, batch);
            foreach (var arrival in batch)
            {
                // Removing it handles an event once even where the same batch holds it twice.
                if (first.Remove(arrival.Context.EventId))
                {
                    await handlers.Routes[arrival.Context.Type](arrival.Body, arrival.Context, change, scope.ServiceProvider);
                }
            }
        }, cancellation);
    }

    /// <summary>Writes the inbox rows; the ids of the events that were not there before.</summary>
    private static async Task<HashSet<Guid>> ReceiveAsync(Change change, List<Arrival> batch)
    {
        // In one order in every lane and replica: two that receive the same events wait for each other without a deadlock.
        const string sql = """
            insert into inbox (event_id, type, received_at)
            select e.event_id, e.type, @Now from unnest(@ids, @types) as e (event_id, type) order by e.event_id
            on conflict do nothing
            returning event_id
            """;
        var ids = batch.ConvertAll(arrival => arrival.Context.EventId);
        var types = batch.ConvertAll(arrival => arrival.Context.Type);
        return [.. await change.QueryAsync<Guid>(sql, new { ids, types, change.Now })];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events are handled one by one, as their common transaction failed")]
    private static partial void OneByOne(ILogger logger, int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Type} {EventId} is handled again in {Pause}")]
    private static partial void Retrying(ILogger logger, string type, Guid eventId, TimeSpan pause, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Type} {EventId} could not be handled and goes to the error queue")]
    private static partial void GaveUp(ILogger logger, string type, Guid eventId, Exception exception);

    private sealed record Arrival(EventContext Context, byte[] Body)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
