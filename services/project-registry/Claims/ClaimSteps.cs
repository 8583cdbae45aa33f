using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

public enum ClaimStep
{
    StartReview,
    Return,
    Resubmit,
    Grant,
    Refuse,
    MarkPaid,
    Withdraw,
}

/// <summary>The one table of a claim's states. The schema's trigger holds the same.</summary>
public static class ClaimSteps
{
    private static readonly Dictionary<(ClaimState, ClaimStep), ClaimState> Table = new()
    {
        [(ClaimState.Claimed, ClaimStep.StartReview)] = ClaimState.UnderReview,
        [(ClaimState.Claimed, ClaimStep.Withdraw)] = ClaimState.Withdrawn,
        [(ClaimState.UnderReview, ClaimStep.Return)] = ClaimState.Returned,
        [(ClaimState.UnderReview, ClaimStep.Grant)] = ClaimState.Granted,
        [(ClaimState.UnderReview, ClaimStep.Refuse)] = ClaimState.Refused,
        [(ClaimState.UnderReview, ClaimStep.Withdraw)] = ClaimState.Withdrawn,
        [(ClaimState.Returned, ClaimStep.Resubmit)] = ClaimState.UnderReview,
        [(ClaimState.Returned, ClaimStep.Withdraw)] = ClaimState.Withdrawn,
        [(ClaimState.Granted, ClaimStep.MarkPaid)] = ClaimState.Paid,
    };

    /// <summary>Every move that a step makes.</summary>
    public static IEnumerable<(ClaimState From, ClaimState To)> Moves => Table.Select(move => (move.Key.Item1, move.Value));

    /// <summary>Not decided yet, nor withdrawn.</summary>
    public static bool IsOpen(ClaimState state) => state is ClaimState.Claimed or ClaimState.UnderReview or ClaimState.Returned;

    /// <summary>The state after the step.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static ClaimState Take(ClaimState state, ClaimStep step) =>
        Table.TryGetValue((state, step), out var next) ? next : throw ClaimErrors.WrongState(state).ToException();
}
