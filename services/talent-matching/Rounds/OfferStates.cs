using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

public enum RoundOfferStep
{
    Accept,
    Decline,
    Expire,
    Withdraw,
}

/// <summary>The state table of a round's offers: one answer, and none after it.</summary>
public static class OfferStates
{
    /// <returns>The state after the step; null where the table has no such step.</returns>
    public static RoundOfferState? After(RoundOfferState state, RoundOfferStep step) => (state, step) switch
    {
        (RoundOfferState.Offered, RoundOfferStep.Accept) => RoundOfferState.Accepted,
        (RoundOfferState.Offered, RoundOfferStep.Decline) => RoundOfferState.Declined,
        (RoundOfferState.Offered, RoundOfferStep.Expire) => RoundOfferState.Expired,
        (RoundOfferState.Offered, RoundOfferStep.Withdraw) => RoundOfferState.Withdrawn,
        _ => null,
    };
}
