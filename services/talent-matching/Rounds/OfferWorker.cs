using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>
/// Looks now and then for offers that lapsed, a round a transaction, and for those about to. Replicas and restarts do no harm: the round's lock lets one work,
/// and the next finds nothing to do.
/// </summary>
internal sealed partial class OfferWorker(Store store, TimeProvider clock, ILogger<OfferWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Caller _caller = Caller.System("talent-matching");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EndLapsedAsync(stoppingToken);
                await LapsingOffers.TellAsync(store, _caller, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                PutOff(logger, exception);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EndLapsedAsync(CancellationToken cancellation)
    {
        const string due = $"""
            select distinct f.round_id from round_offer f join round r using (round_id) where r.state = 6 and {LapsedOffers.Condition} order by f.round_id limit 100
            """;
        List<Guid> rounds;
        await using (var connection = await store.OpenAsync(cancellation))
        {
            rounds = (await connection.QueryAsync<Guid>(new CommandDefinition(due, new { Now = clock.GetUtcNow() }, cancellationToken: cancellation))).AsList();
        }

        foreach (var roundId in rounds)
        {
            await store.ChangeAsync(_caller, async change =>
            {
                var round = await RoundRow.LockAsync(change, roundId.ToString());
                if (round.RoundState == RoundState.Offers)
                {
                    await LapsedOffers.EndAsync(change, round);
                }
            }, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Offers of rounds that lapsed are put off")]
    private static partial void PutOff(ILogger logger, Exception exception);
}
