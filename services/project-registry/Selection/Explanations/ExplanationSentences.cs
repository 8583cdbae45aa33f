using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Explanations;

/// <summary>The figures of an explanation as sentences.</summary>
internal static class ExplanationSentences
{
    public static string Standing(RunPlace place, int all, Language language) => language.Pick(
        $"总分 {Points.Exact(place.TotalScore)} 分，在 {all} 项中排第 {place.Rank} 名。",
        $"Its total score is {Points.Exact(place.TotalScore)}, rank {place.Rank} of {all}.");

    public static string Threshold(WhatItTakes takes, Candidate own, string? rival, Language language) => takes switch
    {
        { Threshold: null } => language.Pick(
            "在现有配额下，无论得分多少都不能入选。", "Under these quotas no score would have been selected."),
        { IsSelected: true, Threshold: 0 } => language.Pick(
            "在现有名额与配额下，无论得分多少都会入选。", "Under this capacity and these quotas any score would be selected."),
        { IsSelected: true } => language.Pick(
            $"总分不低于 {Points.Exact(takes.Threshold.Value)} 分就仍会入选，余量 {Points.Exact(own.Score - takes.Threshold.Value)} 分；再低则由{Named(takes.Rival, rival, language)}入选。",
            $"It would still be selected down to a total of {Points.Exact(takes.Threshold.Value)}, a margin of {Points.Exact(own.Score - takes.Threshold.Value)}; below that {Named(takes.Rival, rival, language)} would be."),
        { Rival: null } => language.Pick(
            $"总分达到 {Points.Exact(takes.Threshold.Value)} 分方可入选，尚差 {Points.Exact(takes.Threshold.Value - own.Score)} 分。",
            $"It would have been selected from a total of {Points.Exact(takes.Threshold.Value)} on; {Points.Exact(takes.Threshold.Value - own.Score)} is lacking."),
        _ => language.Pick(
            $"总分达到 {Points.Exact(takes.Threshold.Value)} 分即可入选，尚差 {Points.Exact(takes.Threshold.Value - own.Score)} 分；名额现由{Named(takes.Rival, rival, language)}占用。",
            $"It would have been selected from a total of {Points.Exact(takes.Threshold.Value)} on; {Points.Exact(takes.Threshold.Value - own.Score)} is lacking. {Named(takes.Rival, rival, language)} holds that seat."),
    };

    /// <summary>How full the classes of an application are.</summary>
    public static IEnumerable<string> Classes(Candidate own, IReadOnlyList<Candidate> selected, IReadOnlyList<ClassQuota> quotas, Catalogue catalogue, Language language)
    {
        foreach (var quota in quotas.Where(quota => own.Is(quota.Class)))
        {
            var count = selected.Count(candidate => candidate.Is(quota.Class));
            var name = ClassNames.Full(quota.Class, catalogue, language);
            yield return quota.Maximum is { } maximum
                ? language.Pick($"{name}入选 {count} 项，配额 {quota.Minimum} 至 {maximum} 项。", $"{name}: {count} selected, quota {quota.Minimum} to {maximum}.")
                : language.Pick($"{name}入选 {count} 项，配额至少 {quota.Minimum} 项。", $"{name}: {count} selected, quota at least {quota.Minimum}.");
        }
    }

    public static string Costliest(CriterionGap gap, string other, Language language) => language.Pick(
        $"与“{other}”相比，“{gap.Name}”一项失分最多：{gap.OwnScore} 对 {gap.OtherScore}，使总分相差 {gap.Effect} 分。",
        $"Against “{other}” the criterion “{gap.Name}” cost most: {gap.OwnScore} to {gap.OtherScore}, which makes {gap.Effect} of the total.");

    public static string Stability(int resamples, string percent, int low, int high, bool atBoundary, Language language) => language.Pick(
        $"对评审专家重抽样 {resamples} 次，{percent} % 的情形入选，名次多在 {low} 至 {high} 之间{(atBoundary ? "；属于临界项目，建议复核" : "")}。",
        $"In {percent} % of {resamples} resamples of its reviewers it makes the list, mostly with a rank from {low} to {high}{(atBoundary ? "; it stands at the boundary and deserves a second look" : "")}.");

    private static string Named(Candidate? rival, string? name, Language language) => rival is { } known
        ? language.Pick($"第 {known.Rank} 名“{name}”（{Points.Exact(known.Score)} 分）", $"rank {known.Rank}, “{name}” ({Points.Exact(known.Score)})")
        : language.Pick("其他项目", "another project");
}
