using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Rubrics;

public sealed class VetoTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Theory]
    [InlineData("", 60, 60)] // The threshold itself passes.
    [InlineData("risk", 60, 59)] // 59.5 is below 60.
    [InlineData("", 100, 20)]
    [InlineData("")] // Nobody reviewed.
    public void A_mean_below_the_threshold_vetoes(string by, params int[] points) =>
        Assert.Equal(by, Vetoes.MetBy([new VetoCriterion(0, "risk", VetoRule.MeanBelow, 60, 0)], Sheets(points)));

    [Theory]
    [InlineData("", 59, 60, 100)]
    [InlineData("risk", 59, 100, 0)]
    [InlineData("risk", 1, 2, 3)]
    public void Two_reviewers_below_the_threshold_veto_whatever_the_mean(string by, params int[] points) =>
        Assert.Equal(by, Vetoes.MetBy([new VetoCriterion(0, "risk", VetoRule.ReviewersBelow, 60, 2)], Sheets(points)));

    [Fact]
    public void The_first_criterion_of_the_rubric_is_named()
    {
        VetoCriterion[] criteria = [new(0, "first", VetoRule.MeanBelow, 60, 0), new(1, "second", VetoRule.MeanBelow, 90, 0)];
        Assert.Equal("first", Vetoes.MetBy(criteria, [[10, 10]]));
        Assert.Equal("second", Vetoes.MetBy(criteria, [[60, 10]]));
    }

    [Fact]
    public async Task A_vetoed_application_keeps_its_rank_takes_no_seat_and_is_rejected_with_the_rule()
    {
        var journey = await Journey.UnderReviewAsync(registry, batch => batch.Criteria.AddRange([
            new Criterion { CriterionId = "merit", Group = CriterionGroup.CoreTechnology, NameZh = "水平", NameEn = "Merit", Weight = 90 },
            new Criterion
            {
                CriterionId = "safety", Group = CriterionGroup.IndustrialUpgrading, NameZh = "安全", NameEn = "Safety", Weight = 10,
                Veto = new Veto { Rule = VetoRule.ReviewersBelow, Below = 60, Reviewers = 1 },
            }]));
        var merit = 90;
        foreach (var application in journey.Applications)
        {
            await registry.ReviewsBy("reviewer-1").FileReviewAsync(new FileReviewRequest
            {
                ApplicationId = application.ApplicationId,
                Scores = { new Score { CriterionId = "merit", Points = merit }, new Score { CriterionId = "safety", Points = merit == 90 ? 59 : 60 } },
            });
            merit -= 10;
        }

        var ranking = await registry.Batches.RankBatchAsync(journey.Step);
        var best = journey.Applications[0].ApplicationId;
        Assert.Equal((1, best, "safety"), (ranking.Applications[0].Rank, ranking.Applications[0].ApplicationId, ranking.Applications[0].VetoedBy));
        Assert.All(ranking.Applications.Skip(1), place => Assert.Equal("", place.VetoedBy));
        Assert.Contains("一票否决", ranking.Applications[0].OutcomeReason, StringComparison.Ordinal);

        var preview = await registry.Batches.PreviewSelectionAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 5 });
        Assert.DoesNotContain(best, preview.Selected.Concat(preview.Waitlisted).Select(place => place.ApplicationId));
        Assert.Equal([2, 3], (await registry.Batches.SelectProjectsAsync(journey.Step)).Selected.Select(place => place.Rank));
        var stored = (await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId })).Applications[0];
        Assert.Equal(SelectionOutcome.NotSelected, stored.Outcome);
        Assert.Equal("safety", await registry.ScalarAsync<string>("select vetoed_by from ranking where application_id = @id::uuid", new { id = best }));
    }

    private static List<short[]> Sheets(int[] points) => [.. points.Select(point => new[] { (short)point })];
}
