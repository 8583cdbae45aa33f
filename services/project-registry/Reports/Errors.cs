using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

public static class ReportErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此季度报告。", "There is no such report.");

    public static readonly Error CommentNeeded = Error.Invalid(
        ErrorReason.CommentNeeded, "comment", "退回时请说明需要补充或更正的内容。", "Say what is missing or wrong when you return a report.");

    public static Error QuarterNotOver(Quarter quarter) => Error.Precondition(
        ErrorReason.QuarterNotOver,
        $"{quarter.Year} 年第 {quarter.Number} 季度尚未结束，季度结束后才能填报。", $"{quarter.Year} Q{quarter.Number} has not ended: report once it has.");

    public static Error QuarterBeforePlan(Quarter first) => Error.Precondition(
        ErrorReason.InvalidField,
        $"本项目自 {first.Year} 年第 {first.Number} 季度起填报。", $"This project reports from {first.Year} Q{first.Number} on.");

    public static Error FigureTwice(int index) => Error.Invalid(
        ErrorReason.InvalidField, $"figures[{index}].indicator", $"第 {index + 1} 项指标重复。", $"Indicator {index + 1} stands twice.");

    public static Error OutOfRange(int index, string nameZh, string nameEn, long minimum, long maximum) => Error.Invalid(
        ErrorReason.InvalidField, $"figures[{index}].value", $"{nameZh}：须在 {minimum} 与 {maximum} 之间。", $"{nameEn}: must be between {minimum} and {maximum}.");

    public static Error FiguresMissing(IReadOnlyCollection<string> namesZh, IReadOnlyCollection<string> namesEn) => Error.Precondition(
        ErrorReason.FiguresMissing, $"请补填：{string.Join('、', namesZh)}。", $"Still to be told: {string.Join(", ", namesEn)}.");

    public static Error NoteNeeded(IReadOnlyCollection<Doubt> doubts) => Error.Precondition(
        ErrorReason.FigureNeedsNote,
        $"请为下列数据填写说明：{string.Join('；', doubts.Select(doubt => doubt.Zh))}。",
        $"Explain these figures by a note: {string.Join("; ", doubts.Select(doubt => doubt.En))}.");

    public static Error WrongState(ReportState state) => Error.Precondition(
        ErrorReason.WrongState, $"季度报告处于“{Chinese(state)}”，不能执行此操作。", $"The report is {state}: this step is not possible.");

    private static string Chinese(ReportState state) => state switch
    {
        ReportState.Draft => "草稿",
        ReportState.Submitted => "已提交",
        ReportState.Accepted => "已通过",
        _ => "已退回",
    };
}
