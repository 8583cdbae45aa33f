using System.Text.Json;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>How fit and balance are counted, as data (<c>assignment-rules.json</c>). The points add to 100 at most.</summary>
public sealed record AssignmentRules
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static AssignmentRules Current { get; } = Embedded.Read<AssignmentRules>("Assignments.assignment-rules.json", Snake);

    public required string Source { get; init; }

    public required int IndustryPoints { get; init; }

    public required int TrackPoints { get; init; }

    /// <summary>For each keyword of the reviewer that the project's texts contain …</summary>
    public required int KeywordPoints { get; init; }

    /// <summary>… up to so many.</summary>
    public required int KeywordPointsMost { get; init; }

    /// <summary>What each application that a reviewer has already adds to the cost of the next one.</summary>
    public required int BalanceStep { get; init; }

    public string Words(Language language) => language.Pick(
        $"匹配分（0–100）：产业相符 {IndustryPoints} 分，赛道相符 {TrackPoints} 分，每个命中的关键词 {KeywordPoints} 分（最多 {KeywordPointsMost} 分）。"
        + $"每次分配的代价为 100 减匹配分，再加上该专家已有项数乘以 {BalanceStep}；代价总和最小者为最优（最小费用流）。",
        $"Fit (0–100): {IndustryPoints} for the industry, {TrackPoints} for the track, {KeywordPoints} for each keyword found (at most {KeywordPointsMost}). "
        + $"A pair costs 100 less its fit, plus {BalanceStep} times the applications that the reviewer has already; the least sum is the optimum (min-cost flow).");
}

/// <summary>How well a reviewer's expertise fits an application.</summary>
/// <param name="Industry">Code that both name; empty where they do not.</param>
/// <param name="Track">The same of the track.</param>
/// <param name="Keywords">Of the reviewer, found in the application's texts.</param>
public sealed record ExpertiseFit(string Industry, string Track, IReadOnlyList<string> Keywords)
{
    /// <returns>0–100.</returns>
    public int Points(AssignmentRules rules) => Math.Min(100,
        (Industry.Length > 0 ? rules.IndustryPoints : 0)
        + (Track.Length > 0 ? rules.TrackPoints : 0)
        + Math.Min(rules.KeywordPointsMost, Keywords.Count * rules.KeywordPoints));

    /// <param name="found">Which keywords the application's texts contain.</param>
    public static ExpertiseFit Of(
        IReadOnlyCollection<string> industries, IReadOnlyCollection<string> tracks, IEnumerable<string> keywords, string industry, string track, Func<string, bool> found) => new(
        industries.Contains(industry) ? industry : "",
        track.Length > 0 && tracks.Contains(track) ? track : "",
        [.. keywords.Where(found)]);

    public string Words(AssignmentRules rules, Catalogue catalogue, Language language)
    {
        List<string> parts = [];
        if (Industry.Length > 0)
        {
            var name = catalogue.Industries.FindByCode(Industry);
            parts.Add(language.Pick($"产业相符（{name?.NameZh ?? Industry}）{rules.IndustryPoints} 分", $"industry ({name?.NameEn ?? Industry}) {rules.IndustryPoints}"));
        }

        if (Track.Length > 0)
        {
            var name = catalogue.Tracks.FindByCode(Track);
            parts.Add(language.Pick($"赛道相符（{name?.NameZh ?? Track}）{rules.TrackPoints} 分", $"track ({name?.NameEn ?? Track}) {rules.TrackPoints}"));
        }

        if (Keywords.Count > 0)
        {
            var points = Math.Min(rules.KeywordPointsMost, Keywords.Count * rules.KeywordPoints);
            parts.Add(language.Pick($"关键词{string.Join("、", Keywords)} {points} 分", $"keywords {string.Join(", ", Keywords)} {points}"));
        }

        return parts.Count == 0
            ? language.Pick("专长与该项目无相符之处", "no expertise in common with the project")
            : string.Join(language.Pick("；", "; "), parts);
    }
}
