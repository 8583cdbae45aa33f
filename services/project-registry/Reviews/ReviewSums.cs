namespace Platform.ProjectRegistry.Reviews;

/// <summary>What the reviewers gave one application, added up, so that comparisons stay exact.</summary>
/// <param name="PointSums">Sum of the reviewers' points for each criterion, in the order of the rubric.</param>
public sealed record ReviewSums(Guid ApplicationId, DateTimeOffset SubmittedAt, IReadOnlyList<long> PointSums, int ReviewCount);

/// <summary>A rubric as the ranking needs it.</summary>
/// <param name="Weights">Percent, adding to 100, in the order of the criteria.</param>
/// <param name="InCoreTechnology">Which criteria belong to the group core technology (核心技术攻关).</param>
/// <param name="Originality">Position of the criterion <c>originality</c>; null where the rubric has none and the rule falls away.</param>
public sealed record RankingRubric(IReadOnlyList<int> Weights, IReadOnlyList<bool> InCoreTechnology, int? Originality);

/// <summary>Which rule separated an application from the one above; the names stand in <c>RankedApplication.decided_by</c>.</summary>
public static class RankRules
{
    public const string First = "";
    public const string Total = "total";
    public const string CoreTechnology = "core-technology";
    public const string Originality = "originality";
    public const string SubmitTime = "submit-time";
    public const string Id = "id";
}
