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

    public static readonly Error Undecided = Error.Precondition(
        ErrorReason.SelectionUndecided,
        "在规定的计算量内无法证明最优的入选名单；请减少相互交叉的配额后重试。",
        "The best selection could not be proven within the allowed computation: use fewer quotas that cross each other and try again.");

    public static readonly Error RankingDiffers = Error.Precondition(
        ErrorReason.RankingDiffers,
        "已存排序与计入的评分表不一致，不能据此遴选；请联系管理员核对评分。",
        "The stored ranking does not follow from the counted score sheets, so nothing can be selected by it: have the scores checked.");

    public static readonly Error NoOfficialRun = Error.Precondition(
        ErrorReason.WrongState, "尚无有效的正式遴选，请先按现有名额与配额选出项目。", "There is no official selection that stands: select projects first.");

    public static readonly Error RunNotFound = Error.NotFound("没有此次遴选运算。", "There is no such selection run.");

    public static readonly Error StabilityNotFound = Error.NotFound("尚未作稳定性评估。", "The stability has not been assessed yet.");

    public static readonly Error NotInRun = Error.NotFound("该申报不在此次遴选中。", "The application is not part of the selection.");

    public static readonly Error NothingChanged = Error.Invalid(
        ErrorReason.InvalidField, "change", "请至少改变一项：名额、配额、权重或去掉一位评审专家。", "Change something: capacity, quotas, weights, or leave one reviewer out.");

    public static readonly Error EachCriterionOnce = Error.Invalid(
        ErrorReason.InvalidField, "change.weights", "每项评分标准须给出且只给出一个权重（可为 0）。", "Give each criterion exactly one weight (0 is allowed).");

    public static readonly Error ReviewerWithoutSheets = Error.Invalid(
        ErrorReason.InvalidField, "change.without_reviewer", "该评审专家在本批次没有计入的评分表。", "This reviewer has no counted score sheet in this batch.");

    public static readonly Error NothingToCompare = Error.Invalid(
        ErrorReason.InvalidField, "run_id", "这是正式遴选；请选择一次试算与它比较。", "This is the official run: choose a what-if run to compare with it.");

    public static Error CriterionUnknown(string criterion) => Error.Invalid(
        ErrorReason.CriterionUnknown, "change.weights", $"评分标准中没有“{criterion}”。", $"The rubric has no criterion “{criterion}”.");

    public static Error SheetsLacking(int count) => Error.Precondition(
        ErrorReason.SheetsLacking,
        $"去掉该专家后有 {count} 项申报没有评分表，无法试算。", $"Without this reviewer {count} applications have no score sheet, so there is nothing to compute with.");

    /// <summary>Names every clash and the nearest possible quotas.</summary>
    public static Error QuotasClash(IReadOnlyList<QuotaClash> clashes, IReadOnlyList<ClassQuota> nearest, Catalogue catalogue) => Error.Precondition(
        ErrorReason.QuotasClash, Sentence(clashes, nearest, catalogue, Language.Chinese), Sentence(clashes, nearest, catalogue, Language.English));

    private static string Sentence(IReadOnlyList<QuotaClash> clashes, IReadOnlyList<ClassQuota> nearest, Catalogue catalogue, Language language)
    {
        var reasons = string.Concat(clashes.Select(clash => ClashSentences.Of(clash, catalogue, language) + language.Pick("", " ")));
        var possible = string.Join(language.Pick("，", ", "), nearest.Select(quota => $"{ClassNames.Full(quota.Class, catalogue, language)} {quota.Range}"));
        return language.Pick($"配额无法满足：{reasons}最接近的可行配额：{possible}。", $"The quotas cannot be met: {reasons}The nearest possible ones: {possible}.");
    }
}

internal static class ClashSentences
{
    public static string Of(QuotaClash clash, Catalogue catalogue, Language language)
    {
        var names = string.Join(language.Pick("、", ", "), clash.Classes.Select(one => ClassNames.Full(one, catalogue, language)));
        return clash.Kind switch
        {
            ClashKind.MinimumAboveMaximum => language.Pick(
                $"{names}的下限 {clash.Asked} 项高于上限 {clash.Possible} 项。", $"{names}: the minimum {clash.Asked} is above the maximum {clash.Possible}."),
            ClashKind.MinimumAboveCandidates => language.Pick(
                $"{names}至少要 {clash.Asked} 项，但只有 {clash.Possible} 项可选。", $"{names}: the minimum is {clash.Asked}, but only {clash.Possible} can be chosen from."),
            ClashKind.MinimaAboveCapacity => language.Pick(
                $"{names}的下限合计 {clash.Asked} 项，超过总名额 {clash.Possible} 个。", $"{names}: the minima add to {clash.Asked}, more than the {clash.Possible} seats."),
            _ => Together(clash, catalogue, language),
        };
    }

    private static string Together(QuotaClash clash, Catalogue catalogue, Language language)
    {
        var bounds = string.Join(language.Pick("、", ", "), clash.Bounds!.SelectMany(quota => Bounds(quota, ClassNames.Full(quota.Class, catalogue, language), language)));
        return language.Pick(
            $"在 {clash.Possible} 个名额内，以下要求无法同时满足（类别之间有共同的项目）：{bounds}。",
            $"Within {clash.Possible} seats these cannot be met together, as their classes share projects: {bounds}.");
    }

    private static IEnumerable<string> Bounds(ClassQuota quota, string name, Language language)
    {
        if (quota.Minimum > 0)
        {
            yield return language.Pick($"{name}至少 {quota.Minimum} 项", $"at least {quota.Minimum} of {name}");
        }

        if (quota.Maximum is { } maximum)
        {
            yield return language.Pick($"{name}至多 {maximum} 项", $"at most {maximum} of {name}");
        }
    }
}
