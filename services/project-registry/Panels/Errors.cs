using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Panels;

public static class PanelErrors
{
    /// <summary>Also to a reviewer who is no member: to him it does not exist.</summary>
    public static readonly Error NotFound = Error.NotFound("没有此会商。", "There is no such panel.");

    public static readonly Error OpenAlready = Error.Exists("该申报已有会商在进行。", "A panel on this application is open already.");

    public static readonly Error NotUnderReview = Error.Precondition(
        ErrorReason.WrongState, "申报在评审中时才能会商。", "A panel needs the application to be under review.");

    public static readonly Error TooFewSheets = Error.Precondition(
        ErrorReason.ScoresMissing, "至少有两份有效评分后才能会商。", "A panel needs two counted score sheets or more.");

    public static readonly Error Closed = Error.Precondition(ErrorReason.WrongState, "该会商已经结束。", "This panel is closed.");

    public static Error Open(int count, IReadOnlyCollection<string> examples) => Error.Precondition(
        ErrorReason.PanelOpen,
        $"有 {count} 项申报的会商尚未结束，例如：{string.Join("、", examples)}；请先形成会商结论。",
        $"{count} applications are still discussed by a panel, such as: {string.Join(", ", examples)}. Close them with a summary first.");
}
