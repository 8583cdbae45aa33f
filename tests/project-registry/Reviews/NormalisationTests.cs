using System.Diagnostics;
using System.Globalization;
using FsCheck.Xunit;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Reviews.Normalisation;
using Xunit;
using Method = Platform.Registry.V1.Normalisation;

namespace Platform.ProjectRegistry.Tests.Reviews;

public sealed class NormalisationTests
{
    [Fact]
    public void The_fitted_model_finds_the_leniency_that_was_put_in()
    {
        // Projects of 50, 60 and 70; a gives 6 too much, b 2 too little, c 4 too little. Nobody sees all.
        SheetScore[] sheets = [New(1, "a", 56), New(1, "b", 48), New(2, "b", 58), New(2, "c", 56), New(3, "a", 76), New(3, "c", 66)];
        var fitted = ReviewerEffects.Fit(sheets);
        Assert.Equal([6m, -2m, -4m], new[] { "a", "b", "c" }.Select(reviewer => fitted.Effects[reviewer]));
        Assert.Equal([50m, 60m, 70m], Enumerable.Range(1, 3).Select(project => fitted.Projects[Id(project)]));
        Assert.Equal(1, fitted.ComponentCount);
        // The raw means put the second behind the first: the first was lucky with its reviewers.
        Assert.True(RawMean(sheets, 1) < RawMean(sheets, 2) && fitted.Projects[Id(2)] - fitted.Projects[Id(1)] > RawMean(sheets, 2) - RawMean(sheets, 1));
    }

    [Fact]
    public void Groups_that_no_sheet_connects_are_told_and_each_adds_to_nothing()
    {
        var fitted = ReviewerEffects.Fit([New(1, "a", 80), New(1, "b", 60), New(2, "c", 30), New(2, "d", 40), New(3, "e", 55)]);
        Assert.Equal(3, fitted.ComponentCount);
        Assert.Equal([0, 0, 1, 1, 2], new[] { "a", "b", "c", "d", "e" }.Select(reviewer => fitted.Components[reviewer]));
        Assert.Equal([10m, -10m, -5m, 5m, 0m], new[] { "a", "b", "c", "d", "e" }.Select(reviewer => fitted.Effects[reviewer]));
        Assert.Equal(55m, fitted.Projects[Id(3)]);
    }

    [Property(MaxTest = 200)]
    public void The_fit_leaves_no_error_that_a_reviewer_or_a_project_could_explain(int seed)
    {
        var random = new Random(seed);
        List<SheetScore> sheets = [.. Enumerable.Range(1, 8).SelectMany(project => Enumerable.Range(0, 5).Where(_ => random.Next(2) == 0).Select(reviewer => New(project, $"r{reviewer}", random.Next(0, 10001) / 100m)))];
        var fitted = ReviewerEffects.Fit(sheets);
        var errors = sheets.Select(sheet => (sheet, Error: sheet.Total - fitted.Projects[sheet.ApplicationId] - fitted.Effects[sheet.ReviewerId])).ToList();
        // Least squares: residuals add to 0 for each project and for each reviewer, and effects within each component.
        Assert.All(errors.GroupBy(error => error.sheet.ReviewerId), group => Assert.True(Math.Abs(group.Sum(error => error.Error)) < 0.00001m));
        Assert.All(errors.GroupBy(error => error.sheet.ApplicationId), group => Assert.True(Math.Abs(group.Sum(error => error.Error)) < 0.00001m));
        Assert.All(fitted.Effects.GroupBy(effect => fitted.Components[effect.Key]), group => Assert.True(Math.Abs(group.Sum(effect => effect.Value)) < 0.00001m));
    }

    [Fact]
    public void Standard_scores_bring_harsh_and_lenient_reviewers_to_the_batch_mean()
    {
        // Both say that the second is better by one deviation of theirs: 80/90 and 30/40.
        SheetScore[] sheets = [New(1, "a", 80), New(2, "a", 90), New(3, "b", 30), New(4, "b", 40)];
        var points = ZScores.Of(sheets);
        Assert.Equal(points[Id(1)], points[Id(3)]);
        Assert.Equal(points[Id(2)], points[Id(4)]);
        Assert.Equal(60m, (points[Id(1)] + points[Id(2)]) / 2);
        Assert.Equal("41.6333", decimal.Round(points[Id(2)] - points[Id(1)], 4).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_single_sheet_stays_as_it_is_and_a_reviewer_without_differences_gives_the_mean()
    {
        SheetScore[] sheets = [New(1, "once", 91), New(2, "flat", 70), New(3, "flat", 70), New(4, "a", 40), New(5, "a", 60)];
        var points = ZScores.Of(sheets);
        Assert.Equal(91m, points[Id(1)]);
        Assert.Equal((66.2m, 66.2m), (points[Id(2)], points[Id(3)]));
    }

    [Theory]
    [InlineData(new[] { 10, 50, 60, 70, 100 }, 2000, 60)]
    [InlineData(new[] { 10, 50, 60, 70 }, 2000, 47.5)]
    [InlineData(new[] { 10, 100 }, 5000, 55)]
    [InlineData(new[] { 42 }, 5000, 42)]
    public void The_trimmed_mean_leaves_out_whole_sheets_at_both_ends(int[] totals, int trimBp, double mean) =>
        Assert.Equal((decimal)mean, TrimmedMeans.Of([.. totals.Select((total, i) => New(1, $"r{i}", total))], trimBp)[Id(1)]);

    [Property(MaxTest = 100)]
    public void Every_method_gives_the_same_digits_in_any_order_of_reading(int seed)
    {
        var random = new Random(seed);
        SheetScore[] sheets = [.. Enumerable.Range(1, 6).SelectMany(project => Enumerable.Range(0, 4).Where(_ => random.Next(3) > 0).Select(reviewer => New(project, $"r{reviewer}", random.Next(0, 10001) / 100m)))];
        foreach (var method in NormalisedTotals.Methods.Skip(1))
        {
            var forward = NormalisedTotals.Of(method, sheets, 2000)!;
            random.Shuffle(sheets);
            Assert.Equal(forward.OrderBy(one => one.Key), NormalisedTotals.Of(method, sheets, 2000)!.OrderBy(one => one.Key));
        }
    }

    [Fact]
    public void A_normalised_total_ranks_instead_of_the_mean_and_is_shown_within_the_scale()
    {
        var rubric = new RankingRubric([100], [true], Originality: null);
        var now = DateTimeOffset.UnixEpoch;
        ReviewSums[] sums = [new(Id(1), now, [90], 1), new(Id(2), now, [80], 1), new(Id(3), now, [80], 1)];
        var ranking = RankOrder.Of(sums, rubric, new Dictionary<Guid, long> { [Id(1)] = -5 * 100_000_000L, [Id(2)] = 110 * 100_000_000L, [Id(3)] = 110 * 100_000_000L });
        Assert.Equal([Id(2), Id(3), Id(1)], ranking.Select(place => place.Sums.ApplicationId));
        Assert.Equal([1_000_000, 1_000_000, 0], ranking.Select(place => place.Total));
        Assert.Equal([RankRules.First, RankRules.Id, RankRules.Total], ranking.Select(place => place.DecidedBy));
        Assert.Equal([800_000, 800_000, 900_000], ranking.Select(place => place.CriterionMeans[0]));
    }

    [Fact]
    public void Five_thousand_applications_of_five_reviewers_are_fitted_within_two_seconds()
    {
        var random = new Random(1);
        SheetScore[] sheets = [.. Enumerable.Range(1, 5000).SelectMany(project => Enumerable.Range(0, 5).Select(turn => New(project, $"r{((project * 7) + (turn * 13)) % 100:00}", random.Next(0, 10001) / 100m)))];
        var watch = Stopwatch.StartNew();
        foreach (var method in NormalisedTotals.Methods)
        {
            NormalisedTotals.Of(method, sheets, 2000);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
        Assert.Equal(5000, NormalisedTotals.Of(Method.ReviewerEffects, sheets, 2000)!.Count);
    }

    [Theory]
    [InlineData(new[] { 70, 84 }, false)]
    [InlineData(new[] { 60, 85 }, true)]
    [InlineData(new[] { 60, 60, 84, 84 }, true)]
    [InlineData(new[] { 70 }, false)]
    public void Reviewers_who_are_far_apart_ask_for_a_panel(int[] totals, bool asks) =>
        Assert.Equal(asks, Disagreement.Of([.. totals.Select(total => (decimal)total)]).AsksForPanel(rangePoints: 25, deviationPoints: 12) && totals.Length > 1);

    private static decimal RawMean(IEnumerable<SheetScore> sheets, int project) => sheets.Where(sheet => sheet.ApplicationId == Id(project)).Average(sheet => sheet.Total);

    private static SheetScore New(int project, string reviewer, decimal total) => new(Id(project), reviewer, total);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
