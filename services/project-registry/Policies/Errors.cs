using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Policies.Language;

namespace Platform.ProjectRegistry.Policies;

internal static class PolicyErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此政策或此版本。", "There is no such policy or version.");

    public static readonly Error NoDraft = Error.NotFound("该政策没有草稿。", "The policy has no draft.");

    public static readonly Error NoWindow = Error.Invalid(
        ErrorReason.InvalidField, "policy.claim_window", "请填写申领时间，且截止不早于开始。", "Tell when it may be claimed, the last day not before the first.");

    public static readonly Error DatesOutOfOrder = Error.Invalid(
        ErrorReason.InvalidField, "policy.effective_until", "失效日期不能早于生效日期。", "The last day must not be before the first.");

    public static Error RuleInvalid(string field, RuleError error) => Error.Invalid(
        ErrorReason.RuleInvalid, field, $"第 {error.At} 个字符：{error.Chinese}", $"Character {error.At}: {error.English}");

    public static Error StepName(string field, string name) => Error.Invalid(
        ErrorReason.RuleInvalid, field, $"计算步骤的名称“{name}”重复或是保留字。", $"The line's name “{name}” stands twice or has a meaning of its own.");

    public static Error BadDate(string field) => Error.Invalid(
        ErrorReason.CellNotADate, field, $"{field}：日期格式须为 yyyy-MM-dd。", $"{field}: write the date as yyyy-MM-dd.");

    public static Error BeginsEarlier(string first) => Error.Precondition(
        ErrorReason.WrongState, $"新版本的生效日期不能早于上一版本的生效日期（{first}）。", $"The new version must not begin before the version it follows ({first}).");
}
