using System.Data;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;

namespace Platform.TechTransfer.Matching.SavedSearches;

/// <summary>
/// Tells organisations of listings and needs that came up and that a saved search finds. Woken by NOTIFY, with a look now and then in
/// case a wake-up was missed; any number of replicas may run it.
/// </summary>
internal sealed partial class SearchWorker(Store store, TellFound tell, TimeProvider clock, ILogger<SearchWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Fallback = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);
    private static readonly Caller Self = Caller.System("tech-transfer");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
        await ExecuteAsync(listener, "listen search_work", cancellation);
        try
        {
            while (true)
            {
                while (await HasWorkAsync(listener, cancellation))
                {
                    await store.ChangeAsync(Self, tell.RunAsync, cancellation);
                }

                await listener.WaitAsync(Fallback, cancellation);
            }
        }
        finally
        {
            // It goes back to the pool, which does not reset it.
            if (listener.State == ConnectionState.Open)
            {
                await ExecuteAsync(listener, "unlisten search_work", CancellationToken.None);
            }
        }
    }

    private static async Task<bool> HasWorkAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select exists (select from (select from search_work for update skip locked limit 1) free)", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Saved searches are put off, their work waits")]
    private static partial void PutOff(ILogger logger, Exception exception);
}
