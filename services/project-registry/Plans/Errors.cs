using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Plans;

public static class PlanErrors
{
    public static readonly Error DaysOutOfOrder = Error.Invalid(
        ErrorReason.InvalidField, "end_day", "计划完成日须晚于开始日，且不超过开始日后十年。", "The plan must end after it starts, and within ten years of it.");

    public static readonly Error StartTooEarly = Error.Invalid(
        ErrorReason.InvalidField, "start_day", "计划开始日须在今天之前五年以内，且不晚于今天之后一年。", "The plan must start within the last five years or the next one.");

    public static Error IndicatorTwice(int index) => Error.Invalid(
        ErrorReason.InvalidField, $"targets[{index}].indicator", $"第 {index + 1} 项指标重复。", $"Indicator {index + 1} stands twice.");

    public static Error OutOfRange(int index, string field, string nameZh, string nameEn, long minimum, long maximum) => Error.Invalid(
        ErrorReason.InvalidField, $"targets[{index}].{field}", $"{nameZh}：须在 {minimum} 与 {maximum} 之间。", $"{nameEn}: must be between {minimum} and {maximum}.");
}
