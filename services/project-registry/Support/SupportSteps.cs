using Platform.Registry.V1;
using static Platform.Registry.V1.SupportState;

namespace Platform.ProjectRegistry.Support;

public enum SupportStep
{
    Take,
    Ask,
    Answer,
    Transfer,
    Solve,
    SolveByEvent,
    Reject,
    Withdraw,
    Reopen,
    Close,
    CloseUnscored,
}

/// <summary>The one table of a support request's states. The schema's trigger holds the same moves.</summary>
public static class SupportSteps
{
    private static readonly SupportState[] Open = [Filed, InProgress, WaitingForFirm, Reopened];

    private static readonly Dictionary<SupportStep, (SupportState[] From, SupportState To)> Table = new()
    {
        [SupportStep.Take] = ([Filed, Reopened], InProgress),
        [SupportStep.Ask] = ([InProgress], WaitingForFirm),
        [SupportStep.Answer] = ([WaitingForFirm], InProgress),
        [SupportStep.Transfer] = ([Filed, InProgress, Reopened], Filed),
        [SupportStep.Solve] = ([InProgress], Solved),
        [SupportStep.SolveByEvent] = (Open, Solved),
        [SupportStep.Reject] = (Open, Rejected),
        [SupportStep.Withdraw] = (Open, Withdrawn),
        [SupportStep.Reopen] = ([Solved, Closed], Reopened),
        [SupportStep.Close] = ([Solved], Closed),
        [SupportStep.CloseUnscored] = ([Solved], Closed),
    };

    /// <summary>Every pair of different states that some step joins.</summary>
    public static IEnumerable<(SupportState From, SupportState To)> Moves =>
        Table.Values.SelectMany(step => step.From.Select(from => (from, step.To))).Where(move => move.from != move.To).Distinct();

    /// <summary>The state after the step; null where the present state has no such step.</summary>
    public static SupportState? After(SupportState state, SupportStep step) => Table[step].From.Contains(state) ? Table[step].To : null;

    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static SupportState Take(SupportState state, SupportStep step) => After(state, step) ?? throw SupportErrors.WrongState(state).ToException();

    /// <summary>Not ended: the departments or the firm still have it in hand.</summary>
    public static bool IsOpen(SupportState state) => Open.Contains(state);

    /// <summary>Whether the departments' clock runs.</summary>
    public static bool Runs(SupportState state) => state is Filed or InProgress or Reopened;

    /// <summary>As history and audit name it, such as <c>solve-by-event</c>.</summary>
    public static string NameOf(SupportStep step) => step switch
    {
        SupportStep.SolveByEvent => "solve-by-event",
        SupportStep.CloseUnscored => "close-unscored",
        _ => step.ToString().ToLowerInvariant(),
    };
}
