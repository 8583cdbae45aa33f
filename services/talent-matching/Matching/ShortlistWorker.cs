using System.Data;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Needs;

namespace Platform.TalentMatching.Matching;

/// <summary>
/// Computes the shortlists that are due, some needs a transaction. A crash leaves the rows of the unfinished transaction in
/// the queue; replicas take different needs. Woken by NOTIFY, with a look now and then in case a wake-up was missed.
/// </summary>
internal sealed partial class ShortlistWorker(Store store, ComputeShortlists compute, TimeProvider clock, ILogger<ShortlistWorker> logger) : BackgroundService
{
    private const int BatchSize = 32;
    private static readonly TimeSpan Fallback = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private readonly Caller _caller = Caller.System("talent-matching");

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
        await ExecuteAsync(listener, $"listen {ShortlistQueue.Channel}", cancellation);
        try
        {
            while (true)
            {
                while (await ComputeSomeAsync(cancellation) > 0)
                {
                    // Until nothing is due.
                }

                await listener.WaitAsync(Fallback, cancellation);
            }
        }
        finally
        {
            // It goes back to the pool, which does not reset it.
            if (listener.State == ConnectionState.Open)
            {
                await ExecuteAsync(listener, $"unlisten {ShortlistQueue.Channel}", CancellationToken.None);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <returns>How many needs were worked on.</returns>
    internal async Task<int> ComputeSomeAsync(CancellationToken cancellation)
    {
        var count = 0;
        await store.ChangeAsync(_caller, async change =>
        {
            var needs = await TakeAsync(change);
            count = needs.Count;
            await compute.RunAsync(change, [.. needs.Where(need => need.NeedState == TalentNeedState.Open)]);
        }, cancellation);
        return count;
    }

    /// <summary>Locks the needs first and deletes their rows next, so that a row that comes later than the scoring stays for the next turn.</summary>
    private static async Task<IReadOnlyList<NeedRow>> TakeAsync(Change change)
    {
        const string due = """
            select need_id from shortlist_due group by need_id order by min(priority), min(position) limit @BatchSize
            """;
        const string take = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where n.need_id = any(@ids) order by n.need_id for update of n skip locked
            """;
        var ids = (await change.QueryAsync<Guid>(due, new { BatchSize })).ToArray();
        if (ids.Length == 0)
        {
            return [];
        }

        var needs = await change.QueryAsync<NeedRow>(take, new { ids });
        await change.ExecuteAsync("delete from shortlist_due where need_id = any(@taken)", new { taken = needs.Select(need => need.NeedId).ToArray() });
        return needs;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shortlists that are due are put off")]
    private static partial void PutOff(ILogger logger, Exception exception);
}
