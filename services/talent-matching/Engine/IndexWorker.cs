using System.Data;
using Npgsql;
using Platform.Chassis.Data;

namespace Platform.TalentMatching.Engine;

/// <summary>
/// Loads the index at the start and keeps it warm: woken by NOTIFY, with a look now and then in case a wake-up was missed.
/// Removes changes that every replica has long taken in; one that could not read for half of that time loads anew.
/// </summary>
internal sealed partial class IndexWorker(Store store, MatchingIndex index, TimeProvider clock, ILogger<IndexWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Fallback = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromMinutes(10);
    private DateTimeOffset _read;
    private DateTimeOffset _cleaned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _read = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                PutOff(logger, exception);
                await Task.Delay(AfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var listener = await store.OpenAsync(cancellation);
        await ExecuteAsync(listener, "listen index_change", cancellation);
        try
        {
            while (true)
            {
                await CatchUpAsync(cancellation);
                await CleanAsync(cancellation);
                await listener.WaitAsync(Fallback, cancellation);
            }
        }
        finally
        {
            // It goes back to the pool, which does not reset it.
            if (listener.State == ConnectionState.Open)
            {
                await ExecuteAsync(listener, "unlisten index_change", CancellationToken.None);
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        if (clock.GetUtcNow() - _read > Kept / 2)
        {
            index.Drop();
        }

        await index.CaughtUpAsync(cancellation);
        _read = clock.GetUtcNow();
    }

    private async Task CleanAsync(CancellationToken cancellation)
    {
        if (clock.GetUtcNow() - _cleaned < CleanEvery)
        {
            return;
        }

        _cleaned = clock.GetUtcNow();
        await using var connection = await store.OpenAsync(cancellation);
        await ExecuteAsync(connection, "delete from index_change where changed_at < statement_timestamp() - interval '1 day'", cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The matching index is put off")]
    private static partial void PutOff(ILogger logger, Exception exception);
}
