using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

public enum ReportStep
{
    Submit,
    Accept,
    Return,
}

/// <summary>The one table of a report's states. The schema's trigger holds the same.</summary>
public static class ReportSteps
{
    /// <summary>The state after the step; null where the present state has no such step.</summary>
    public static ReportState? After(ReportState state, ReportStep step) => (state, step) switch
    {
        (ReportState.Draft or ReportState.Returned, ReportStep.Submit) => ReportState.Submitted,
        (ReportState.Submitted, ReportStep.Accept) => ReportState.Accepted,
        (ReportState.Submitted, ReportStep.Return) => ReportState.Returned,
        _ => null,
    };

    /// <summary>The state after the step.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static ReportState Take(ReportState state, ReportStep step) => After(state, step) ?? throw ReportErrors.WrongState(state).ToException();

    /// <summary>Whether the firm may still change its figures.</summary>
    public static bool MayEdit(ReportState state) => state is ReportState.Draft or ReportState.Returned;
}
