using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

public enum MilestoneStep
{
    Agree,
    Decline,
    Complete,
    Confirm,
    Return,
}

/// <summary>The one table of a milestone's states. The schema's trigger holds the same.</summary>
public static class MilestoneSteps
{
    private static readonly Dictionary<MilestoneStep, (MilestoneState From, MilestoneState To)> Table = new()
    {
        [MilestoneStep.Agree] = (MilestoneState.Proposed, MilestoneState.Planned),
        [MilestoneStep.Decline] = (MilestoneState.Proposed, MilestoneState.Declined),
        [MilestoneStep.Complete] = (MilestoneState.Planned, MilestoneState.Done),
        [MilestoneStep.Confirm] = (MilestoneState.Done, MilestoneState.Confirmed),
        [MilestoneStep.Return] = (MilestoneState.Done, MilestoneState.Planned),
    };

    /// <summary>The state after the step; null where the present state has no such step.</summary>
    public static MilestoneState? After(MilestoneState state, MilestoneStep step) =>
        Table.TryGetValue(step, out var move) && move.From == state ? move.To : null;

    /// <summary>The state after the step.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static MilestoneState Take(MilestoneState state, MilestoneStep step) =>
        After(state, step) ?? throw MilestoneErrors.WrongState(state).ToException();
}
