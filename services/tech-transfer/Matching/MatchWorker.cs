using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.TechTransfer.Needs;

namespace Platform.TechTransfer.Matching;

/// <summary>Matches the needs of <see cref="MatchWork"/>, a batch a transaction; any number of replicas may run it.</summary>
internal sealed partial class MatchWorker(Store store, Matchmaker matchmaker, TimeProvider clock, ILogger<MatchWorker> logger) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly Caller Self = Caller.System("tech-transfer");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = await RunAsync(stoppingToken);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what was taken is given back with its transaction.
        }
    }

    private async Task<TimeSpan> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await MatchBatchAsync(cancellation) ? TimeSpan.Zero : Pause;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            Failed(logger, exception);
            return PauseAfterFailure;
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> MatchBatchAsync(CancellationToken cancellation)
    {
        if (!await HasWorkAsync(cancellation))
        {
            return false;
        }

        await store.ChangeAsync(Self, async change =>
        {
            var needs = await NeedRow.LockOpenAsync(change, await MatchWork.TakeAsync(change, Batch));
            await matchmaker.MatchAsync(change, needs);
        }, cancellation);
        return true;
    }

    private async Task<bool> HasWorkAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        await using var command = new Npgsql.NpgsqlCommand("select exists (select from match_work)", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Matching is put off, its work waits")]
    private static partial void Failed(ILogger logger, Exception exception);
}
