using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

public enum RoundStep
{
    Open,
    StartRanking,
    Simulate,
    Publish,
    SendOffers,
    Close,
    Cancel,
}

/// <summary>The state table of rounds.</summary>
public static class RoundStates
{
    /// <returns>The state after the step; null where the table has no such step.</returns>
    public static RoundState? After(RoundState state, RoundStep step) => (state, step) switch
    {
        (RoundState.Draft, RoundStep.Open) => RoundState.Registration,
        (RoundState.Registration, RoundStep.StartRanking) => RoundState.Ranking,
        (RoundState.Ranking or RoundState.Simulated, RoundStep.Simulate) => RoundState.Simulated,
        (RoundState.Simulated, RoundStep.Publish) => RoundState.Published,
        (RoundState.Published, RoundStep.SendOffers) => RoundState.Offers,
        (RoundState.Offers, RoundStep.Close) => RoundState.Closed,
        (>= RoundState.Draft and < RoundState.Offers, RoundStep.Cancel) => RoundState.Cancelled,
        _ => null,
    };
}
