namespace Platform.ProjectRegistry.Reviews;

/// <param name="Rank">From 1.</param>
/// <param name="DecidedBy">One of <see cref="RankRules"/>.</param>
/// <param name="Total">Ten-thousandths of a point, 0–1,000,000.</param>
/// <param name="CriterionMeans">Mean of the reviewers for each criterion, in ten-thousandths of a point.</param>
public sealed record Ranked(ReviewSums Sums, int Rank, string DecidedBy, int Total, int[] CriterionMeans);

/// <summary>
/// Ranks applications by the mean over their reviewers of the weighted sum of points. Ties are broken by the score of the group
/// core technology, then by the criterion originality, then by the earlier submission, then by the smaller id.
/// </summary>
/// <remarks>
/// Means are compared as fractions, S₁·n₂ against S₂·n₁, so no rounding ever decides a place. Scores that are shown are rounded
/// half up to four decimals, which keeps their order. Where the batch normalises, the normalised total (<see cref="Normalisation.NormalisedTotals"/>)
/// takes the place of the mean; all tie-breaks and the criteria's means stay those of the raw points, and the total that is
/// shown is kept within 0–100.
/// </remarks>
public static class RankOrder
{
    /// <summary>Parts of a point in which normalised totals are given.</summary>
    public const int NormalisedUnit = 100_000_000;

    /// <param name="normalised">Totals in <see cref="NormalisedUnit"/>; null: the raw means. One without an entry was not reviewed.</param>
    public static IReadOnlyList<Ranked> Of(IEnumerable<ReviewSums> applications, RankingRubric rubric, IReadOnlyDictionary<Guid, long>? normalised = null)
    {
        var standings = applications.Select(sums => new Standing(sums, rubric, normalised?.GetValueOrDefault(sums.ApplicationId))).ToList();
        standings.Sort((left, right) => Compare(left, right).Order);
        return [.. standings.Select((standing, i) => new Ranked(
            standing.Sums,
            i + 1,
            i == 0 ? RankRules.First : Compare(standings[i - 1], standing).Rule,
            Total(standing),
            [.. standing.Sums.PointSums.Select(sum => Mean(sum, standing.Sums.ReviewCount))]))];
    }

    private static (int Order, string Rule) Compare(Standing left, Standing right)
    {
        var total = left.Normalised is { } first && right.Normalised is { } second
            ? second.CompareTo(first)
            : Descending(left, right, standing => standing.Total);
        if (total != 0)
        {
            return (total, RankRules.Total);
        }

        if (Descending(left, right, standing => standing.CoreTechnology) is var core and not 0)
        {
            return (core, RankRules.CoreTechnology);
        }

        if (Descending(left, right, standing => standing.Originality) is var originality and not 0)
        {
            return (originality, RankRules.Originality);
        }

        return left.Sums.SubmittedAt.CompareTo(right.Sums.SubmittedAt) is var time and not 0
            ? (time, RankRules.SubmitTime)
            : (left.Sums.ApplicationId.CompareTo(right.Sums.ApplicationId), RankRules.Id);
    }

    private static int Descending(Standing left, Standing right, Func<Standing, long> sum) =>
        (sum(right) * left.Divisor).CompareTo(sum(left) * right.Divisor);

    /// <summary>In ten-thousandths, rounded half up.</summary>
    private static int Total(Standing standing)
    {
        const int unit = NormalisedUnit / 10_000;
        return standing.Normalised is { } normalised
            ? (int)Math.Clamp((long)Math.Floor((normalised + (unit / 2m)) / unit), 0, 1_000_000)
            : Mean(standing.Total, standing.Sums.ReviewCount * 100);
    }

    /// <summary>Quotient in ten-thousandths, rounded half up; 0 where nobody reviewed.</summary>
    private static int Mean(long sum, long divisor) => divisor == 0 ? 0 : (int)(((sum * 20_000) + divisor) / (2 * divisor));

    private sealed class Standing(ReviewSums sums, RankingRubric rubric, long? normalised)
    {
        public ReviewSums Sums { get; } = sums;

        public long? Normalised { get; } = normalised;

        /// <summary>1 where nobody reviewed: all sums are 0 then.</summary>
        public long Divisor { get; } = Math.Max(1, sums.ReviewCount);

        public long Total { get; } = sums.PointSums.Select((points, i) => points * rubric.Weights[i]).Sum();

        public long CoreTechnology { get; } = sums.PointSums.Select((points, i) => rubric.InCoreTechnology[i] ? points * rubric.Weights[i] : 0).Sum();

        public long Originality { get; } = rubric.Originality is { } position ? sums.PointSums[position] : 0;
    }
}
