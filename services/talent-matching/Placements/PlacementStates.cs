using Platform.Talent.V1;

namespace Platform.TalentMatching.Placements;

public enum PlacementStep
{
    Offer,
    Accept,
    Decline,
    Withdraw,
}

/// <summary>The state table of placements.</summary>
public static class PlacementStates
{
    /// <returns>The state after the step; null where the table has no such step.</returns>
    public static PlacementState? After(PlacementState state, PlacementStep step) => (state, step) switch
    {
        (PlacementState.Proposed, PlacementStep.Offer) => PlacementState.Offered,
        (PlacementState.Offered, PlacementStep.Accept) => PlacementState.Placed,
        (PlacementState.Offered, PlacementStep.Decline) => PlacementState.Declined,
        (PlacementState.Proposed or PlacementState.Offered, PlacementStep.Withdraw) => PlacementState.Withdrawn,
        _ => null,
    };
}
