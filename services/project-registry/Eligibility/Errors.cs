using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Eligibility;

public static class EligibilityErrors
{
    public static readonly Error EffectiveDates = Error.Invalid(
        ErrorReason.InvalidField, "rule.effective_to", "规则的起止日期须为有效日期，且止期不早于起期。", "The rule's days must exist, and the last one cannot come before the first.");

    public static readonly Error NothingToOverride = Error.Precondition(
        ErrorReason.WrongState, "请先运行形式审查规则；只能豁免不符合或无法判断的规则。", "Run the eligibility rules first; only rules that failed or are unknown can be overridden.");

    /// <summary>Names each failed rule with its reason.</summary>
    public static Error Failed(IReadOnlyCollection<CheckedRule> rules) => Error.Precondition(
        ErrorReason.RulesNotMet,
        $"有 {rules.Count} 条规则不符合，须双人复核豁免后方可通过：{string.Concat(rules.Select(rule => $"{rule.NameZh}：{rule.Finding.Chinese}"))}",
        $"{rules.Count} rules are not met; two officials must override them before it can pass. {string.Join(' ', rules.Select(rule => $"{rule.NameEn}: {rule.Finding.English}"))}");

    public static Error StatementNeeded(IReadOnlyCollection<CheckedRule> rules) => Error.Precondition(
        ErrorReason.RulesNotMet,
        $"以下规则平台无法判断，请填写核实说明：{string.Concat(rules.Select(rule => $"{rule.NameZh}：{rule.Finding.Chinese}"))}",
        $"The platform cannot decide these rules: state what you checked. {string.Join(' ', rules.Select(rule => $"{rule.NameEn}: {rule.Finding.English}"))}");
}
