using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

public enum BatchStep
{
    Open,
    StartFormalCheck,
    StartReview,
    Rank,
    PublishNotice,
    Admit,
}

/// <summary>The one table of a batch's states: six steps from draft to closed, none back. The schema's trigger holds the same.</summary>
public static class BatchSteps
{
    private static readonly Dictionary<BatchStep, (BatchState From, BatchState To)> Table = new()
    {
        [BatchStep.Open] = (BatchState.Draft, BatchState.Open),
        [BatchStep.StartFormalCheck] = (BatchState.Open, BatchState.FormalCheck),
        [BatchStep.StartReview] = (BatchState.FormalCheck, BatchState.UnderReview),
        [BatchStep.Rank] = (BatchState.UnderReview, BatchState.Ranked),
        [BatchStep.PublishNotice] = (BatchState.Ranked, BatchState.PublicNotice),
        [BatchStep.Admit] = (BatchState.PublicNotice, BatchState.Closed),
    };

    /// <summary>The state after the step; null where the present state has no such step.</summary>
    public static BatchState? After(BatchState state, BatchStep step) =>
        Table.TryGetValue(step, out var move) && move.From == state ? move.To : null;

    /// <summary>The state after the step.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static BatchState Take(BatchState state, BatchStep step) =>
        After(state, step) ?? throw BatchErrors.WrongState(state, Table[step].From).ToException();
}
