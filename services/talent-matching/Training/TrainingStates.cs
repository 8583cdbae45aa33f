using Platform.Talent.V1;

namespace Platform.TalentMatching.Training;

public enum TrainingStep
{
    /// <summary>The last party agreed.</summary>
    Open,
    Start,
    Complete,
    Cancel,
}

/// <summary>The state table of training programmes.</summary>
public static class TrainingStates
{
    /// <returns>The state after the step; null where the table has no such step.</returns>
    public static TrainingState? After(TrainingState state, TrainingStep step) => (state, step) switch
    {
        (TrainingState.Draft, TrainingStep.Open) => TrainingState.Enrolling,
        (TrainingState.Enrolling, TrainingStep.Start) => TrainingState.Running,
        (TrainingState.Running, TrainingStep.Complete) => TrainingState.Completed,
        (TrainingState.Draft or TrainingState.Enrolling or TrainingState.Running, TrainingStep.Cancel) => TrainingState.Cancelled,
        _ => null,
    };
}
