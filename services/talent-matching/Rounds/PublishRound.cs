using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>
/// Makes the latest simulation the result: computed once more, and only where the inputs are the same to the bit, so that what
/// officials looked at is what is published. The full lists are kept with it.
/// </summary>
internal sealed class PublishRound(LoadLists lists)
{
    public async Task<RoundRun> RunAsync(Change change, RoundStepRequest request)
    {
        // Two officials at once: the round's lock lets one through, the other finds it published.
        var round = await StepRound.TakeAsync(change, request, RoundStep.Publish);
        var certified = Certified.Of((RoundSide)round.Proposing, await lists.AllAsync(change.Connection, round.RoundId, change.Cancellation));
        const string latest = "select input_hash from round_run where round_id = @RoundId and kind = 1 order by run_id desc limit 1";
        var simulated = await change.QuerySingleOrDefaultAsync<byte[]>(latest, new { round.RoundId });
        if (simulated is null || !simulated.AsSpan().SequenceEqual(certified.InputHash))
        {
            throw RoundErrors.InputsChanged.ToException();
        }

        var run = await RunRow.StoreAsync(change, round.RoundId, RoundRunKind.Result, certified);
        await StoredLists.StoreAsync(change, round.RoundId, certified.Lists);
        await StepRound.StoreAsync(change, round, RoundStep.Publish);
        await RoundNews.PublishedAsync(change, round);
        change.Raise(new RoundPublished
        {
            RoundId = request.RoundId,
            Name = round.Name,
            RunId = run.RunId.ToString(),
            InputHash = Convert.ToHexStringLower(run.InputHash),
            Talents = run.Talents,
            Needs = run.Needs,
            Seats = run.Seats,
            Matched = run.Matched,
            BlockingPairs = run.BlockingPairs,
        }, request.RoundId);
        return run.ToMessage();
    }
}
