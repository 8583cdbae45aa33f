using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>The plain steps of a round; a stage that an official ends early ends at that instant.</summary>
internal static class StepRound
{
    public static async Task<Round> RunAsync(Change change, RoundStepRequest request, RoundStep step)
    {
        var round = await TakeAsync(change, request, step);
        if (step == RoundStep.Close)
        {
            await LapsedOffers.WithdrawAsync(change, round.RoundId, null);
        }

        await StoreAsync(change, round, step);
        if (step == RoundStep.StartRanking)
        {
            await RoundNews.RankingOpenedAsync(change, round);
        }

        return (await RoundRow.GetAsync(change, round.RoundId)).ToMessage();
    }

    /// <summary>The round locked, where the step is allowed.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH, WRONG_STATE.</exception>
    public static async Task<RoundRow> TakeAsync(Change change, RoundStepRequest request, RoundStep step)
    {
        var round = await RoundRow.LockAsync(change, request.RoundId);
        Etag.Check(request.Etag, round.Version);
        return RoundStates.After(round.RoundState, step) is null ? throw RoundErrors.WrongState.ToException() : round;
    }

    public static async Task StoreAsync(Change change, RoundRow round, RoundStep step)
    {
        const string sql = """
            update round set state = @state, version = version + 1,
                registration_until = case when @step = 1 then least(registration_until, @Now) else registration_until end,
                ranking_until = case when @step = 2 then least(ranking_until, @Now) else ranking_until end
            where round_id = @RoundId
            """;
        var state = (short)RoundStates.After(round.RoundState, step)!.Value;
        await change.ExecuteAsync(sql, new { state, step = (int)step, change.Now, round.RoundId });
        change.Audit($"round.{step switch
        {
            RoundStep.Open => "opened",
            RoundStep.StartRanking => "ranking-started",
            RoundStep.Simulate => "simulated",
            RoundStep.Publish => "published",
            RoundStep.SendOffers => "offers-sent",
            RoundStep.Close => "closed",
            _ => "cancelled",
        }}", "round", round.RoundId.ToString());
    }
}
