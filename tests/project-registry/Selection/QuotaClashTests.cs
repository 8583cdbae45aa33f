using System.Diagnostics;
using Platform.ProjectRegistry.Selection;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Selection;

public sealed class QuotaClashTests
{
    private static readonly Candidate[] Five = [.. "aabbc".Select((industry, i) => new Candidate(Guid.Empty, industry.ToString(), i + 1, 100 - i))];

    [Fact]
    public void Every_clash_is_named_with_its_figures()
    {
        var clashes = QuotaClashes.Find(Five, capacity: 4, [new("a", 2, 1), new("b", 3, null), new("c", 0, null)]);
        Assert.Equal(
            [(ClashKind.MinimumAboveMaximum, "a", 2, 1), (ClashKind.MinimumAboveCandidates, "b", 3, 2), (ClashKind.MinimaAboveCapacity, "a+b", 5, 4)],
            clashes.Select(clash => (clash.Kind, string.Join('+', clash.Industries), clash.Asked, clash.Possible)));
    }

    [Fact]
    public void Quotas_that_can_be_met_stay_as_they_are()
    {
        IndustryQuota[] quotas = [new("a", 1, 2), new("c", 1, null)];
        Assert.Empty(QuotaClashes.Find(Five, 3, quotas));
        Assert.Equal(quotas, NearestQuotas.Find(Five, 3, quotas));
    }

    [Fact]
    public void Minima_above_the_seats_are_cut_where_it_costs_least_score() =>
        Assert.Equal(
            [new IndustryQuota("a", 2, null), new IndustryQuota("b", 1, null), new IndustryQuota("c", 0, null)],
            NearestQuotas.Find(Five, capacity: 3, [new("a", 2, null), new("b", 2, null), new("c", 1, null)]));

    [Fact]
    public void A_minimum_fills_its_seats_before_better_ranks() =>
        Assert.Equal([1, 5], Selector.Best(Five, 2, [new("c", 1, null)]).Select(candidate => candidate.Rank));

    [Fact]
    public void Five_thousand_candidates_take_less_than_the_time_of_a_page()
    {
        var random = new Random(1);
        string[] industries = [.. Enumerable.Range(0, 20).Select(number => $"i{number}")];
        var ranked = Enumerable.Range(1, 5000).Select(rank => new Candidate(Guid.Empty, industries[random.Next(20)], rank, 1_000_000 - rank)).ToArray();
        IndustryQuota[] quotas = [.. industries.Select(industry => new IndustryQuota(industry, 10, 60))];
        Assert.Empty(QuotaClashes.Find(ranked, 1000, quotas));
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(1000, Selector.Best(ranked, 1000, quotas).Count);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, 50);
    }
}
