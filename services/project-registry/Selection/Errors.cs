using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Selection;

public static class SelectionErrors
{
    public static readonly Error NotSelected = Error.Precondition(
        ErrorReason.WrongState, "请先按现有名额与配额选出项目，再公示。", "Select projects for the present capacity and quotas before the notice.");

    public static readonly Error NobodySelected = Error.Precondition(
        ErrorReason.WrongState, "没有入选项目，无从公示。", "No project is selected, so there is nothing to publish.");

    /// <summary>Names every clash and the nearest possible quotas.</summary>
    public static Error QuotasClash(IReadOnlyList<QuotaClash> clashes, IReadOnlyList<IndustryQuota> nearest, Catalogue catalogue) => Error.Precondition(
        ErrorReason.QuotasClash, Sentence(clashes, nearest, catalogue, Language.Chinese), Sentence(clashes, nearest, catalogue, Language.English));

    private static string Sentence(IReadOnlyList<QuotaClash> clashes, IReadOnlyList<IndustryQuota> nearest, Catalogue catalogue, Language language)
    {
        var reasons = string.Concat(clashes.Select(clash => ClashSentences.Of(clash, catalogue, language) + language.Pick("", " ")));
        var possible = string.Join(language.Pick("，", ", "), nearest.Select(quota => $"{IndustryNames.Of(quota.Industry, catalogue, language)} {quota}"));
        return language.Pick($"配额无法满足：{reasons}最接近的可行配额：{possible}。", $"The quotas cannot be met: {reasons}The nearest possible ones: {possible}.");
    }
}

internal static class ClashSentences
{
    public static string Of(QuotaClash clash, Catalogue catalogue, Language language)
    {
        var names = string.Join(language.Pick("、", ", "), clash.Industries.Select(industry => IndustryNames.Of(industry, catalogue, language)));
        return clash.Kind switch
        {
            ClashKind.MinimumAboveMaximum => language.Pick(
                $"{names}的下限 {clash.Asked} 项高于上限 {clash.Possible} 项。", $"{names}: the minimum {clash.Asked} is above the maximum {clash.Possible}."),
            ClashKind.MinimumAboveCandidates => language.Pick(
                $"{names}至少要 {clash.Asked} 项，但只有 {clash.Possible} 项可选。", $"{names}: the minimum is {clash.Asked}, but only {clash.Possible} can be chosen from."),
            _ => language.Pick(
                $"{names}的下限合计 {clash.Asked} 项，超过总名额 {clash.Possible} 个。", $"{names}: the minima add to {clash.Asked}, more than the {clash.Possible} seats."),
        };
    }
}
