using Platform.Talent.V1;

namespace Platform.TalentMatching.Placements;

public enum PlacementStep
{
    Interview,
    Offer,
    Accept,
    Decline,
    Withdraw,
    RecordStart,
    Leave,

    /// <summary>The last report of leaving is taken back.</summary>
    Return,
}

/// <summary>The state table of placements; the same stands in the schema.</summary>
public static class PlacementStates
{
    /// <returns>The state after the step; null where the table has no such step.</returns>
    public static PlacementState? After(PlacementState state, PlacementStep step) => (state, step) switch
    {
        (PlacementState.Proposed, PlacementStep.Interview) => PlacementState.Interview,
        (PlacementState.Proposed or PlacementState.Interview, PlacementStep.Offer) => PlacementState.Offered,
        (PlacementState.Offered, PlacementStep.Accept) => PlacementState.Placed,
        (PlacementState.Interview or PlacementState.Offered, PlacementStep.Decline) => PlacementState.Declined,
        (PlacementState.Proposed or PlacementState.Interview or PlacementState.Offered, PlacementStep.Withdraw) => PlacementState.Withdrawn,
        (PlacementState.Placed, PlacementStep.RecordStart) => PlacementState.Placed,
        // The second side tells its own day and reason.
        (PlacementState.Placed or PlacementState.Left, PlacementStep.Leave) => PlacementState.Left,
        (PlacementState.Left, PlacementStep.Return) => PlacementState.Placed,
        _ => null,
    };
}
