using System.Diagnostics;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Selection;
using Xunit;
using static Platform.Registry.V1.QuotaKind;

namespace Platform.ProjectRegistry.Tests.Selection;

public sealed class QuotaClashTests
{
    private static readonly Candidate[] Five = [.. "aabbc".Select((industry, i) => new Candidate(Guid.Empty, industry.ToString(), i + 1, 100 - i, i % 2 == 0 ? "x" : "y"))];

    [Fact]
    public void Every_clash_is_named_with_its_figures()
    {
        var clashes = QuotaClashes.Find(Five, capacity: 4, [new(Industry, "a", 2, 1), new(Industry, "b", 3, null), new(Industry, "c", 0, null)]);
        Assert.Equal(
            [(ClashKind.MinimumAboveMaximum, "a", 2, 1), (ClashKind.MinimumAboveCandidates, "b", 3, 2), (ClashKind.MinimaAboveCapacity, "a+b", 5, 4)],
            clashes.Select(clash => (clash.Kind, string.Join('+', clash.Classes.Select(one => one.Code)), clash.Asked, clash.Possible)));
    }

    [Fact]
    public void Quotas_that_can_be_met_stay_as_they_are()
    {
        ClassQuota[] quotas = [new(Industry, "a", 1, 2), new(Industry, "c", 1, null)];
        Assert.Empty(QuotaClashes.Find(Five, 3, quotas));
        Assert.Equal(quotas, NearestQuotas.Find(Five, 3, quotas));
        ClassQuota[] crossing = [new(Industry, "a", 1, 2), new(Track, "y", 1, 1)];
        Assert.Empty(QuotaClashes.Find(Five, 3, crossing));
        Assert.Equal(crossing, NearestQuotas.Find(Five, 3, crossing));
    }

    [Fact]
    public void Minima_above_the_seats_are_cut_where_it_costs_least_score() =>
        Assert.Equal(
            [new ClassQuota(Industry, "a", 2, null), new ClassQuota(Industry, "b", 1, null), new ClassQuota(Industry, "c", 0, null)],
            NearestQuotas.Find(Five, capacity: 3, [new(Industry, "a", 2, null), new(Industry, "b", 2, null), new(Industry, "c", 1, null)]));

    [Fact]
    public void Crossing_bounds_that_cannot_be_met_together_are_all_named_and_no_other()
    {
        // Both of a are needed, one of them is of track y, of which none may be taken; b has no part in it.
        var clash = Assert.Single(QuotaClashes.Find(Five, 4, [new(Industry, "a", 2, null), new(Industry, "b", 1, 2), new(Track, "y", 0, 0)]));
        Assert.Equal((ClashKind.Together, "a+y"), (clash.Kind, string.Join('+', clash.Classes.Select(one => one.Code))));
        var catalogue = Chassis.Catalogues.Catalogue.Read(Path.Combine(AppContext.BaseDirectory, "Catalogues", "city.json"));
        Assert.Equal("在 4 个名额内，以下要求无法同时满足（类别之间有共同的项目）：a至少 2 项、赛道“y”至多 0 项。", ClashSentences.Of(clash, catalogue, Language.Chinese));
        Assert.Equal([new ClassQuota(Industry, "a", 2, null), new(Industry, "b", 1, 2), new(Track, "y", 0, 1)], NearestQuotas.Find(Five, 4, [new(Industry, "a", 2, null), new(Industry, "b", 1, 2), new(Track, "y", 0, 0)]));
    }

    [Fact]
    public void A_minimum_fills_its_seats_before_better_ranks() =>
        Assert.Equal([1, 5], Selector.Best(Five, 2, [new(Industry, "c", 1, null)])!.Select(candidate => candidate.Rank));

    [Fact]
    public void Where_a_greedy_would_be_wrong_under_crossing_quotas_the_optimum_is_found()
    {
        // Taking the best first (10) leaves no second seat under the maxima; the two others add to 18.
        Candidate[] three = [new(Guid.Empty, "a", 1, 10, "x"), new(Guid.Empty, "b", 2, 9, "x"), new(Guid.Empty, "a", 3, 9, "y")];
        ClassQuota[] quotas = [new(Industry, "a", 0, 1), new(Track, "x", 0, 1)];
        Assert.False(Selector.IsGreedy(three, quotas));
        Assert.Equal([2, 3], Selector.Best(three, 2, quotas)!.Select(candidate => candidate.Rank));
    }

    [Fact]
    public void Five_thousand_candidates_take_less_than_the_time_of_a_page()
    {
        var random = new Random(1);
        string[] industries = [.. Enumerable.Range(0, 20).Select(number => $"i{number}")];
        var ranked = Enumerable.Range(1, 5000).Select(rank => new Candidate(Guid.Empty, industries[random.Next(20)], rank, 1_000_000 - rank)).ToArray();
        ClassQuota[] quotas = [.. industries.Select(industry => new ClassQuota(Industry, industry, 10, 60))];
        Assert.Empty(QuotaClashes.Find(ranked, 1000, quotas));
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(1000, Selector.Best(ranked, 1000, quotas)!.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, 50);
    }

    [Fact]
    public void Twenty_five_of_five_thousand_under_crossing_quotas_take_less_than_the_time_of_a_page()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 5000).Select(_ => random.Next(400_000, 950_000)).OrderDescending().ToArray();
        var ranked = scores.Select((score, i) => new Candidate(Guid.Empty, $"i{random.Next(5)}", i + 1, score, $"t{random.Next(6)}", $"d{random.Next(9)}")).ToArray();
        ClassQuota[] quotas =
        [
            .. Enumerable.Range(0, 5).Select(number => new ClassQuota(Industry, $"i{number}", 3, 6)),
            .. Enumerable.Range(0, 6).Select(number => new ClassQuota(Track, $"t{number}", 3, 5)),
            .. Enumerable.Range(0, 9).Select(number => new ClassQuota(District, $"d{number}", 2, 4)),
        ];
        Assert.Equal(25, Selector.Best(ranked, 25, quotas)!.Count);
        var start = Stopwatch.GetTimestamp();
        Selector.Best(ranked, 25, quotas);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{elapsed:0.0} ms");
        Assert.InRange(elapsed, 0, 500);
    }
}
