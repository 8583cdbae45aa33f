using System.Diagnostics;
using Platform.Common.V1;
using Platform.ProjectRegistry.Selection;
using Platform.ProjectRegistry.Selection.Stability;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Selection.Stability;

public sealed class StabilityTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static readonly StabilityRules Rules = StabilityRules.Current;

    private SelectionService.SelectionServiceClient Selections => new(registry.Official());

    [Fact]
    public void The_same_seed_gives_the_same_figures_whatever_the_number_of_workers()
    {
        var input = Inputs(40, 4, [new ClassQuota(QuotaKind.Industry, "a", 3, 6)]);
        var one = RankStability.Assess(input, Rules, 500, 1, TestContext.Current.CancellationToken);
        Assert.Equal(one, RankStability.Assess(input, Rules, 500, 2, TestContext.Current.CancellationToken));
        Assert.Equal(one, RankStability.Assess(input, Rules, 500, 7, TestContext.Current.CancellationToken));
        Assert.NotEqual(one, RankStability.Assess(input, Rules with { Seed = 1 }, 500, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void These_figures_hold_on_every_machine() =>
        Assert.Equal(
            "1:971/1-2 2:944/1-3 3:85/2-3 4:0/4-4",
            Text(RankStability.Assess(Four(), Rules, 1000, 2, TestContext.Current.CancellationToken)));

    [Fact]
    public void The_probability_of_two_sheets_is_that_of_their_four_draws()
    {
        // Two seats of three. The second has 80 and 80; the third 60 and 100, so it takes the second's seat where it draws 100 twice, a
        // quarter, and loses the tie at 80, a half. The first keeps its seat always.
        var input = Input([[90, 90], [80, 80], [60, 100]], ["", "", ""], 2, []);
        var places = RankStability.Assess(input, Rules, 10_000, 2, TestContext.Current.CancellationToken);
        Assert.InRange(places[1].Selected, 7_350, 7_650);
        Assert.Equal([10_000, 10_000], [places[0].Selected, places[1].Selected + places[2].Selected]);
        Assert.True(places[2].IsAtBoundary(10_000, Rules));
        Assert.Equal((1, 2), (places[0].RankLow, places[0].RankHigh));
        Assert.Equal((1, 3), (places[2].RankLow, places[2].RankHigh));
    }

    [Fact]
    public void Each_resample_fills_the_seats_and_meets_the_quotas()
    {
        var input = Inputs(30, 3, [new ClassQuota(QuotaKind.Industry, "a", 4, 4), new ClassQuota(QuotaKind.Industry, "b", 0, 2)]);
        var places = RankStability.Assess(input, Rules, 400, 2, TestContext.Current.CancellationToken);
        Assert.Equal(400 * 10, places.Sum(place => place.Selected));
        Assert.Equal(400 * 4, places.Where(place => place.Application.Industry == "a").Sum(place => place.Selected));
        Assert.InRange(places.Where(place => place.Application.Industry == "b").Sum(place => place.Selected), 1, 400 * 2);
    }

    [Fact]
    public void Crossing_quotas_are_met_in_each_resample_too()
    {
        var input = Inputs(20, 3, [new ClassQuota(QuotaKind.Industry, "a", 4, 4), new ClassQuota(QuotaKind.Track, "x", 6, 6)]);
        Assert.Equal(Rules.CrossingResamples, RankStability.ResamplesFor(input, Rules));
        var places = RankStability.Assess(input, Rules, 20, 2, TestContext.Current.CancellationToken);
        Assert.Equal((200, 80, 120), (places.Sum(place => place.Selected), places.Where(place => place.Application.Industry == "a").Sum(place => place.Selected), places.Where(place => place.Application.Track == "x").Sum(place => place.Selected)));
    }

    [Fact]
    public void Identical_sheets_never_move_and_different_numbers_of_sheets_compare_by_their_means()
    {
        var input = Input([[70, 70, 70], [60], [50, 50]], ["", "", ""], 1, []);
        Assert.Equal("1:100/1-1 2:0/2-2 3:0/3-3", Text(RankStability.Assess(input, Rules, 100, 2, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Full_ties_are_broken_by_core_technology_originality_and_submission()
    {
        var input = Input([[50], [50], [50], [50]], ["", "", "", ""], 2, []) with { CoreTechnology = [1, 2, 2, 1], Originality = [0, 0, 5, 9], TieOrder = [3, 2, 1, 0] };
        var places = RankStability.Assess(input, Rules, 10, 1, TestContext.Current.CancellationToken);
        Assert.Equal([4, 2, 1, 3], places.Select(place => place.RankLow));
        Assert.Equal([0, 10, 10, 0], places.Select(place => place.Selected));
    }

    [Fact]
    public void Ten_thousand_resamples_of_five_hundred_projects_take_seconds_at_most()
    {
        var input = Inputs(500, 5, [new ClassQuota(QuotaKind.Industry, "a", 4, 12), new ClassQuota(QuotaKind.Industry, "b", 4, 12)]);
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(100_000, RankStability.Assess(input, Rules, 10_000, 2, TestContext.Current.CancellationToken).Sum(place => place.Selected));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{elapsed:0.00} s");
        Assert.InRange(elapsed, 0, 10);
    }

    [Fact]
    public async Task Stability_is_stored_with_the_hash_of_its_inputs_and_flags_the_boundary_in_the_ranking()
    {
        var journey = await BoundaryAsync();
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, Selections.AssessStabilityAsync(journey.Step));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, Selections.GetStabilityAsync(new GetStabilityRequest { BatchId = journey.BatchId }));
        var assessed = await Selections.AssessStabilityAsync(journey.Step);
        Assert.Equal((10_000, false, 5), (assessed.Resamples, assessed.Stale, assessed.Applications.Count));
        var run = (await Selections.ListSelectionRunsAsync(new ListSelectionRunsRequest { BatchId = journey.BatchId })).Runs[0];
        Assert.Equal(run.InputsSha256, assessed.InputsSha256);
        Assert.Equal(["1.0000", "0.0000"], [assessed.Applications[0].Probability, assessed.Applications[4].Probability]);
        Assert.Equal([false, true, true, false, false], assessed.Applications.Select(place => place.AtBoundary));
        Assert.Equal(2, assessed.BoundaryCount);

        var second = await Selections.GetStabilityAsync(new GetStabilityRequest { BatchId = journey.BatchId, PageSize = 2 });
        Assert.Equal([1, 2], second.Applications.Select(place => place.Rank));
        var third = await Selections.GetStabilityAsync(new GetStabilityRequest { BatchId = journey.BatchId, PageSize = 2, PageToken = second.NextPageToken });
        Assert.Equal([3, 4], third.Applications.Select(place => place.Rank));

        var ranking = (await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId })).Applications;
        Assert.Equal(assessed.Applications.Select(place => (place.Probability, place.AtBoundary)), ranking.Select(place => (place.Probability, place.AtBoundary)));
        Assert.Equal(assessed.Applications, (await Selections.AssessStabilityAsync(journey.Step)).Applications);

        await registry.Batches.SetQuotasAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 3 });
        Assert.True((await Selections.GetStabilityAsync(new GetStabilityRequest { BatchId = journey.BatchId })).Stale);
        Assert.All((await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId })).Applications, place => Assert.Equal("", place.Probability));
    }

    /// <summary>Ranks 2 and 3 are close and their reviewers apart.</summary>
    private async Task<Journey> BoundaryAsync()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        int[][] points = [[95, 95, 95], [90, 70, 65], [80, 75, 60], [40, 40, 41], [20, 20, 20]];
        foreach (var (i, application) in journey.Applications.Index())
        {
            for (var reviewer = 0; reviewer < 3; reviewer++)
            {
                await registry.ReviewsBy($"reviewer-{reviewer + 1}").FileReviewAsync(journey.Sheet(application.ApplicationId, points[i][reviewer]));
            }
        }

        await registry.Batches.RankBatchAsync(journey.Step);
        return journey;
    }

    private static StabilityInput Four() => Input([[90, 80, 70], [85, 75, 76], [80, 70, 60], [20, 20, 20]], ["a", "b", "a", "b"], 2, []);

    private static StabilityInput Inputs(int projects, int reviewers, ClassQuota[] quotas)
    {
        var random = new Random(5);
        int[][] points = [.. Enumerable.Range(0, projects).Select(i => Enumerable.Range(0, reviewers).Select(_ => Math.Clamp(80 - (40 * i / projects) + random.Next(-15, 16), 0, 100)).ToArray())];
        return Input(points, [.. Enumerable.Range(0, projects).Select(_ => random.Next(3) switch { 0 => "a", 1 => "b", _ => "c" })], 10, quotas);
    }

    private static StabilityInput Input(int[][] points, string[] industries, int capacity, ClassQuota[] quotas)
    {
        int[] order = [.. Enumerable.Range(0, points.Length).OrderByDescending(i => points[i].Average())];
        var starts = new int[points.Length + 1];
        for (var i = 0; i < order.Length; i++)
        {
            starts[i + 1] = starts[i] + points[order[i]].Length;
        }

        long[] totals = [.. order.SelectMany(i => points[i]).Select(point => point * 100L)];
        return new(
            [.. order.Select((from, i) => new Candidate(new Guid(i + 1, 0, 0, new byte[8]), industries[from], i + 1, (int)(points[from].Average() * 10_000), from % 2 == 0 ? "x" : "y"))],
            [.. order.Select(_ => true)],
            [.. order.Select((_, i) => i)],
            starts, totals, new long[totals.Length], new long[totals.Length], 100, capacity, quotas);
    }

    private static string Text(IReadOnlyList<StablePlace> places) =>
        string.Join(' ', places.Select(place => $"{place.Application.Rank}:{place.Selected}/{place.RankLow}-{place.RankHigh}"));
}
