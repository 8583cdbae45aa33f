using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>Ends the ranking, computes the matching and keeps it as a simulation; nobody is told.</summary>
internal sealed class SimulateRound(LoadLists lists)
{
    public async Task<RoundRun> RunAsync(Change change, RoundStepRequest request)
    {
        var round = await StepRound.TakeAsync(change, request, RoundStep.Simulate);
        var certified = Certified.Of((RoundSide)round.Proposing, await lists.AllAsync(change.Connection, round.RoundId, change.Cancellation));
        var run = await RunRow.StoreAsync(change, round.RoundId, RoundRunKind.Simulation, certified);
        await StepRound.StoreAsync(change, round, RoundStep.Simulate);
        return run.ToMessage();
    }
}
