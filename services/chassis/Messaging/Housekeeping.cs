using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Chassis.Messaging;

/// <summary>Deletes what served its time, in slices so that no statement holds locks for long.</summary>
internal sealed partial class Housekeeping(NpgsqlDataSource source, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    private const int Slice = 5000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // A redelivery comes within days; a client repeats a request within hours. Sent events are kept to be looked at.
    private static readonly (string Sql, TimeSpan Kept)[] Tasks =
    [
        ("delete from outbox where position in (select position from outbox where sent_at < @before order by position limit @Slice)", TimeSpan.FromDays(7)),
        ("delete from inbox where event_id in (select event_id from inbox where received_at < @before limit @Slice)", TimeSpan.FromDays(30)),
        ("delete from idempotency where ctid in (select ctid from idempotency where created_at < @before limit @Slice)", TimeSpan.FromDays(7)),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var (sql, kept) in Tasks)
                {
                    await SweepAsync(sql, clock.GetUtcNow() - kept, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task SweepAsync(string sql, DateTimeOffset before, CancellationToken cancellation)
    {
        try
        {
            int deleted;
            do
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                deleted = await connection.ExecuteAsync(new CommandDefinition(sql, new { before, Slice }, cancellationToken: cancellation));
            }
            while (deleted == Slice);
        }
        catch (NpgsqlException exception)
        {
            Put(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping is put off to its next turn")]
    private static partial void Put(ILogger logger, Exception exception);
}
