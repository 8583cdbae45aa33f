using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Reviews.Normalisation;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;
using Method = Platform.Registry.V1.Normalisation;

namespace Platform.ProjectRegistry.Tests.Reviews;

public sealed class NormalisedRankingTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    /// <summary>Who scored what: reviewer-1 is 10 lenient, reviewer-3 is 10 harsh; each application has two of the three.</summary>
    private static readonly (int Application, string Reviewer, int Points)[] Sheets =
    [
        (0, "reviewer-1", 70), (0, "reviewer-2", 60), (1, "reviewer-2", 64), (1, "reviewer-3", 54), (2, "reviewer-1", 90), (2, "reviewer-3", 70),
        (3, "reviewer-1", 60), (3, "reviewer-2", 50), (4, "reviewer-2", 40), (4, "reviewer-3", 30),
    ];

    [Theory]
    [InlineData(Method.Raw, new[] { 2, 0, 1, 3, 4 })]
    [InlineData(Method.ReviewerEffects, new[] { 2, 1, 0, 3, 4 })]
    [InlineData(Method.ZScore, new[] { 2, 1, 0, 3, 4 })]
    [InlineData(Method.TrimmedMean, new[] { 2, 0, 1, 3, 4 })]
    public async Task The_batch_is_ranked_by_the_method_it_chose_and_the_stored_ranking_can_be_computed_again(Method method, int[] order)
    {
        var journey = await ScoredAsync(method);
        var ranking = await registry.Batches.RankBatchAsync(journey.Step);
        Assert.Equal(method, ranking.Normalisation);
        Assert.Equal(order.Select(i => journey.Applications[i].ApplicationId), ranking.Applications.Select(place => place.ApplicationId));
        if (method == Method.ReviewerEffects)
        {
            Assert.Equal(["80.0000", "64.0000", "60.0000", "50.0000", "40.0000"], ranking.Applications.Select(place => place.TotalScore));
        }

        Assert.Equal((short)method, await registry.ScalarAsync<short>("select normalisation from ranking_basis where batch_id = @id::uuid", new { id = journey.BatchId }));
        await using var connection = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, Guid.Parse(journey.BatchId), TestContext.Current.CancellationToken);
        var sheets = await SheetSet.ReadAsync(connection, batch, TestContext.Current.CancellationToken);
        var again = RankOrder.Of(sheets.Sums(), RankBatch.RubricOf(batch), NormalisedTotals.Of(method, sheets.Totals, CityRules.Current.TrimBp));
        Assert.Equal(
            again.Select(place => $"{place.Rank} {place.Sums.ApplicationId} {place.Total} {place.DecidedBy} {string.Join(',', place.CriterionMeans)}"),
            await registry.RowsAsync<string>(
                "select concat_ws(' ', rank, application_id, total_score, decided_by, array_to_string(criterion_scores, ',')) from ranking where batch_id = @id::uuid order by rank", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task The_analysis_shows_every_method_the_leniency_in_words_and_where_reviewers_disagree()
    {
        var journey = await ScoredAsync(Method.Raw);
        await registry.ReviewsBy("reviewer-3").FileReviewAsync(journey.Sheet(journey.Applications[0].ApplicationId, 20));
        var analysis = await registry.Scoring.GetScoreAnalysisAsync(new GetScoreAnalysisRequest { BatchId = journey.BatchId });
        Assert.Equal((5, 3, 1), (analysis.Applications.Count, analysis.Reviewers.Count, analysis.Components));
        Assert.All(analysis.Applications, application => Assert.Equal(NormalisedTotals.Methods, application.Results.Select(result => result.Method)));
        Assert.Equal(["reviewer-1", "reviewer-2", "reviewer-3"], analysis.Reviewers.Select(reviewer => reviewer.ReviewerId));
        Assert.Contains("偏宽松", analysis.Reviewers[0].Remark, StringComparison.Ordinal);
        Assert.Contains("偏严格", analysis.Reviewers[2].Remark, StringComparison.Ordinal);
        Assert.Equal("专家1", analysis.Reviewers[0].ReviewerName);
        var flagged = Assert.Single(analysis.Applications, application => application.Disagreement);
        Assert.Equal((journey.Applications[0].ApplicationId, "50.0000"), (flagged.ApplicationId, flagged.Range));
        Assert.Contains(analysis.Remarks, remark => remark.Contains("1 项", StringComparison.Ordinal));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.ReviewsBy("reviewer-1").GetScoreAnalysisAsync(new GetScoreAnalysisRequest { BatchId = journey.BatchId }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Scoring.GetScoreAnalysisAsync(new GetScoreAnalysisRequest { BatchId = (await Journey.OpenAsync(registry)).BatchId }));
    }

    private async Task<Journey> ScoredAsync(Method method)
    {
        var journey = await Journey.UnassignedAsync(registry, before: batch => registry.Scoring.SetReviewRulesAsync(
            new SetReviewRulesRequest { BatchId = batch.BatchId, Normalisation = method }).ResponseAsync);
        await journey.AssignAsync();
        foreach (var (application, reviewer, points) in Sheets)
        {
            await registry.ReviewsBy(reviewer).FileReviewAsync(journey.Sheet(journey.Applications[application].ApplicationId, points));
        }

        return journey;
    }
}
