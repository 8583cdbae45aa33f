using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

public enum CollaborationStep
{
    Activate,
    Complete,
    Decline,
    Expire,
    Terminate,
}

/// <summary>The one table of a collaboration's states. The schema's trigger holds the same.</summary>
public static class CollaborationSteps
{
    private static readonly Dictionary<CollaborationStep, (CollaborationState From, CollaborationState To)> Table = new()
    {
        [CollaborationStep.Activate] = (CollaborationState.Proposed, CollaborationState.Active),
        [CollaborationStep.Decline] = (CollaborationState.Proposed, CollaborationState.Declined),
        [CollaborationStep.Expire] = (CollaborationState.Proposed, CollaborationState.Expired),
        [CollaborationStep.Complete] = (CollaborationState.Active, CollaborationState.Completed),
        [CollaborationStep.Terminate] = (CollaborationState.Active, CollaborationState.Terminated),
    };

    /// <summary>The state after the step; null where the present state has no such step.</summary>
    public static CollaborationState? After(CollaborationState state, CollaborationStep step) =>
        Table.TryGetValue(step, out var move) && move.From == state ? move.To : null;

    /// <summary>The state after the step.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static CollaborationState Take(CollaborationState state, CollaborationStep step) =>
        After(state, step) ?? throw CollaborationErrors.WrongState(state).ToException();
}
