using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

public enum ApplicationStep
{
    Submit,
    StartFormalCheck,
    Return,
    PassFormalCheck,
    FailFormalCheck,
    Rank,
    PublishNotice,
    Admit,
    Waitlist,
    Reject,
    Withdraw,
    UpholdObjection,
}

/// <summary>
/// The one table of an application's states. Draft → submitted → formal check → under review → ranked → public notice →
/// admitted, with the ways out on the way and one back, the return for correction; the schema's trigger holds the same pairs.
/// </summary>
public static class ApplicationSteps
{
    private static readonly Dictionary<(ApplicationState, ApplicationStep), ApplicationState> Table = new()
    {
        [(ApplicationState.Draft, ApplicationStep.Submit)] = ApplicationState.Submitted,
        [(ApplicationState.Draft, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
        [(ApplicationState.Submitted, ApplicationStep.StartFormalCheck)] = ApplicationState.FormalCheck,
        [(ApplicationState.Submitted, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
        [(ApplicationState.FormalCheck, ApplicationStep.PassFormalCheck)] = ApplicationState.UnderReview,
        [(ApplicationState.FormalCheck, ApplicationStep.FailFormalCheck)] = ApplicationState.Rejected,
        [(ApplicationState.FormalCheck, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
        [(ApplicationState.FormalCheck, ApplicationStep.Return)] = ApplicationState.Returned,
        [(ApplicationState.Returned, ApplicationStep.Submit)] = ApplicationState.FormalCheck,
        [(ApplicationState.Returned, ApplicationStep.FailFormalCheck)] = ApplicationState.Rejected,
        [(ApplicationState.Returned, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
        [(ApplicationState.UnderReview, ApplicationStep.Rank)] = ApplicationState.Ranked,
        [(ApplicationState.UnderReview, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
        [(ApplicationState.Ranked, ApplicationStep.PublishNotice)] = ApplicationState.PublicNotice,
        [(ApplicationState.Ranked, ApplicationStep.Waitlist)] = ApplicationState.Waitlisted,
        [(ApplicationState.Ranked, ApplicationStep.Reject)] = ApplicationState.Rejected,
        [(ApplicationState.Ranked, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
        [(ApplicationState.PublicNotice, ApplicationStep.Admit)] = ApplicationState.Admitted,
        [(ApplicationState.PublicNotice, ApplicationStep.UpholdObjection)] = ApplicationState.Rejected,
        [(ApplicationState.PublicNotice, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
        [(ApplicationState.Waitlisted, ApplicationStep.Withdraw)] = ApplicationState.Withdrawn,
    };

    /// <summary>Every move that exists.</summary>
    public static IEnumerable<(ApplicationState From, ApplicationState To)> Moves => Table.Select(move => (move.Key.Item1, move.Value));

    /// <summary>The state after the step; null where the present state has no such step.</summary>
    public static ApplicationState? After(ApplicationState state, ApplicationStep step) =>
        Table.TryGetValue((state, step), out var next) ? next : null;

    /// <summary>The state after the step.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static ApplicationState Take(ApplicationState state, ApplicationStep step) =>
        After(state, step) ?? throw ApplicationErrors.WrongState(state).ToException();
}
