using FsCheck.Xunit;
using Platform.ProjectRegistry.Reviews;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Reviews;

public sealed class RankOrderTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    // originality 20 %, two of core technology 40 % each.
    private static readonly RankingRubric Rubric = new([20, 40, 40], [false, true, true], Originality: 0);

    [Fact]
    public void Each_rule_decides_where_those_before_it_tie()
    {
        ReviewSums[] applications =
        [
            Sums(6, 80, 70, 70, submitted: 3), // total 72, core 56, originality 80
            Sums(5, 80, 70, 70, submitted: 3), // the smaller id
            Sums(4, 80, 70, 70, submitted: 1), // earlier
            Sums(3, 60, 75, 75, submitted: 9), // same total, core 60
            Sums(2, 90, 90, 90, submitted: 9),
        ];
        var ranking = RankOrder.Of(applications, Rubric);
        Assert.Equal(
            [(2, RankRules.First), (3, RankRules.Total), (4, RankRules.CoreTechnology), (5, RankRules.SubmitTime), (6, RankRules.Id)],
            ranking.Select(place => ((int)place.Sums.ApplicationId.ToByteArray()[^1], place.DecidedBy)));
        Assert.Equal([1, 2, 3, 4, 5], ranking.Select(place => place.Rank));
    }

    [Fact]
    public void Originality_decides_where_total_and_core_technology_tie()
    {
        // Fourth criterion: outside the core group as well, so that originality can differ under the same totals.
        var rubric = new RankingRubric([20, 30, 30, 20], [false, true, true, false], Originality: 0);
        var ranking = RankOrder.Of([Sums(1, 60, 70, 70, 80), Sums(2, 80, 70, 70, 60)], rubric);
        Assert.Equal([2, 1], ranking.Select(place => (int)place.Sums.ApplicationId.ToByteArray()[^1]));
        Assert.Equal(RankRules.Originality, ranking[1].DecidedBy);
    }

    [Fact]
    public void Means_are_compared_exactly_and_shown_rounded_to_four_decimals()
    {
        // 221/3 = 73.6666… against 73.6666 exactly would tie if rounded to four decimals down; as fractions the first wins.
        var thirds = new ReviewSums(Id(1), Monday, [221, 221, 221], 3);
        var ranking = RankOrder.Of([thirds, new ReviewSums(Id(2), Monday, [368, 368, 368], 5)], Rubric);
        Assert.Equal([1, 2], ranking.Select(place => (int)place.Sums.ApplicationId.ToByteArray()[^1]));
        Assert.Equal([736_667, 736_000], ranking.Select(place => place.Total));
        Assert.Equal("73.6667", Points.Exact(ranking[0].Total));
        Assert.Equal("73.6", Points.Short(ranking[1].CriterionMeans[0]));
    }

    [Property(MaxTest = 300)]
    public void The_order_does_not_depend_on_the_order_of_reading(byte[] points)
    {
        var applications = points.Select((value, i) => Sums((byte)i, value % 4 * 25, value / 4 % 4 * 25, value / 16 % 4 * 25, submitted: value / 64)).ToArray();
        var forward = RankOrder.Of(applications, Rubric);
        var backward = RankOrder.Of(applications.Reverse(), Rubric);
        Assert.Equal(forward.Select(place => place.Sums.ApplicationId), backward.Select(place => place.Sums.ApplicationId));
        Assert.Equal(forward.OrderByDescending(place => place.Total).Select(place => place.Total), forward.Select(place => place.Total));
    }

    private static ReviewSums Sums(byte id, int first, int second, int third, int? fourth = null, int submitted = 0) => new(
        Id(id), Monday.AddMinutes(submitted), fourth is { } last ? [first, second, third, last] : [first, second, third], 1);

    private static Guid Id(byte last) => new([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]);
}
