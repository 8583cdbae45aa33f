using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Chassis.Messaging;

/// <summary>
/// Carries committed events from the outbox to the broker: claim a batch, publish it with pipelined confirms, mark what was
/// confirmed in one statement. No transaction is open while the broker is spoken to; a batch that fails stays in the
/// outbox and is tried again. Rows are found by "not sent", never by a position remembered, so a commit that comes
/// late with a low position is not skipped.
/// </summary>
internal sealed partial class OutboxRelay(
    [FromKeyedServices(OutboxRelay.Connections)] NpgsqlDataSource source, ShardOwnership ownership, EventPublisher publisher, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRelay> logger) : BackgroundService
{
    /// <summary>Names the source of the relay's own connections.</summary>
    public const string Connections = "outbox-relay-rows";

    private const int BatchSize = 1000;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BatchDistance = TimeSpan.FromMilliseconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RelayAsync(stoppingToken), TellReplicasAsync(stoppingToken));

    private async Task RelayAsync(CancellationToken cancellation)
    {
        var pause = TimeSpan.Zero;
        var pace = new Pace(BatchDistance, clock);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await pace.WaitAsync(cancellation);
                if (!await SendBatchAsync(cancellation))
                {
                    await OutboxSignal.WaitAsync(signal.Local, Poll, clock, cancellation);
                }

                pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Broker or database away: the events are safe in the outbox, so wait and go on.
                pause = TimeSpan.FromMilliseconds(Math.Min(5000, (pause.TotalMilliseconds * 2) + 100));
                Paused(logger, pause, exception);
                await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>Whether there may be more to send at once.</returns>
    private async Task<bool> SendBatchAsync(CancellationToken cancellation)
    {
        using var tenure = await ownership.HoldAsync(cancellation);
        if (tenure.Shards.Length == 0)
        {
            return false;
        }

        var events = await ClaimAsync(tenure.Shards, cancellation);
        if (events.Count == 0)
        {
            return false;
        }

        var outcome = await publisher.PublishAsync(events, cancellation);
        if (outcome.Confirmed.Count > 0)
        {
            await MarkSentAsync(outcome.Confirmed);
        }

        return outcome.Failure is null ? events.Count == BatchSize : throw outcome.Failure;
    }

    private async Task<List<OutgoingEvent>> ClaimAsync(short[] shards, CancellationToken cancellation)
    {
        const string sql = """
            select position, event_id, type, subject, body, trace_parent, occurred_at
            from outbox
            where sent_at is null and shard = any(@shards)
            order by position
            limit @BatchSize
            """;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var events = await connection.QueryAsync<OutgoingEvent>(new CommandDefinition(sql, new { shards, BatchSize }, cancellationToken: cancellation));
        return events.AsList();
    }

    private async Task MarkSentAsync(IReadOnlyCollection<long> positions)
    {
        // Not cancelled by a stop: what the broker confirmed should not be published again at the next start.
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "update outbox set sent_at = @now where position = any(@positions)", new { now = clock.GetUtcNow(), positions = positions.ToArray() });
    }

    /// <summary>One NOTIFY for all commits of some milliseconds, and none where this process owns every shard.</summary>
    private async Task TellReplicasAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in signal.ToReplicas.ReadAllAsync(cancellation))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), clock, cancellation);
                if (!ownership.OwnsAll)
                {
                    await NotifyAsync(cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task NotifyAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await connection.ExecuteAsync(new CommandDefinition("notify outbox", cancellationToken: cancellation));
        }
        catch (NpgsqlException exception)
        {
            // The other replicas poll: a lost wake-up delays their events by a second.
            NotTold(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events wait in the outbox; next try in {Pause}")]
    private static partial void Paused(ILogger logger, TimeSpan pause, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Other replicas were not told of new events")]
    private static partial void NotTold(ILogger logger, Exception exception);
}
