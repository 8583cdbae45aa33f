using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Reviews;

public sealed class ScoringTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task A_draft_is_kept_with_gaps_for_its_reviewer_alone_and_counts_nowhere()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        var id = journey.Applications[0].ApplicationId;
        var own = registry.ReviewsBy("reviewer-1");
        var draft = new SaveReviewDraftRequest { ApplicationId = id, Comment = "待定", Scores = { new DraftScore { CriterionId = "green", Points = 0, Justification = "未见措施" }, new DraftScore { CriterionId = "originality" } } };
        var first = await own.SaveReviewDraftAsync(draft);
        draft.Etag = first.Etag;
        draft.Comment = "再看";
        var second = await own.SaveReviewDraftAsync(draft);
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, own.SaveReviewDraftAsync(draft));
        var sheet = await own.GetOwnSheetAsync(new GetOwnSheetRequest { ApplicationId = id });
        Assert.Equal((true, "再看", second.Etag, null), (sheet.MayFile, sheet.Draft.Comment, sheet.Draft.Etag, sheet.Review));
        Assert.Equal([("green", 0, "未见措施")], sheet.Draft.Scores.Where(score => score.HasPoints).Select(score => (score.CriterionId, score.Points, score.Justification)));

        var reviews = new ListReviewsRequest { BatchId = journey.BatchId };
        Assert.Empty((await registry.Scoring.ListReviewsAsync(reviews)).Reviews);
        Assert.Null((await registry.ReviewsBy("reviewer-2").GetOwnSheetAsync(new GetOwnSheetRequest { ApplicationId = id })).Draft);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ScoresMissing, registry.Batches.RankBatchAsync(journey.Step));
        await Refused.ByAsync(InvalidArgument, ErrorReason.CriterionUnknown, own.SaveReviewDraftAsync(new SaveReviewDraftRequest { ApplicationId = id, Scores = { new DraftScore { CriterionId = "beauty", Points = 1 } } }));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, own.SaveReviewDraftAsync(new SaveReviewDraftRequest { ApplicationId = id, Comment = new string('长', 2001) }));

        await own.FileReviewAsync(journey.Sheet(id, 66));
        sheet = await own.GetOwnSheetAsync(new GetOwnSheetRequest { ApplicationId = id });
        Assert.Equal((false, null), (sheet.MayFile, sheet.Draft));
        Assert.Contains("已提交", sheet.ClosedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_filed_once_however_often_it_is_sent_and_an_official_opens_it_again_with_a_reason()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        var id = journey.Applications[0].ApplicationId;
        var own = registry.ReviewsBy("reviewer-1");
        var sheet = journey.Sheet(id, 40);
        sheet.RequestId = "file-1";
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.FileReviewAsync(sheet).ResponseAsync));
        Assert.Single(outcomes.Distinct());
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.ReviewFiled, own.FileReviewAsync(journey.Sheet(id, 41)));
        Assert.Contains("退回重评", sentence, StringComparison.Ordinal);
        Assert.Equal([40], await PointsAsync(id, "reviewer-1"));

        var reopen = new ReopenReviewRequest { ApplicationId = id, ReviewerId = "reviewer-1", Reason = "漏看附件" };
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, own.ReopenReviewAsync(reopen));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Scoring.ReopenReviewAsync(new ReopenReviewRequest { ApplicationId = id, ReviewerId = "reviewer-2", Reason = "尚未提交" }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Scoring.ReopenReviewAsync(new ReopenReviewRequest { ApplicationId = id, ReviewerId = "stranger", Reason = "无此人" }));
        Assert.True((await registry.Scoring.ReopenReviewAsync(reopen)).Reopened);
        Assert.Equal("漏看附件", (await own.GetOwnSheetAsync(new GetOwnSheetRequest { ApplicationId = id })).ReopenReason);
        var stale = journey.Sheet(id, 55);
        stale.Etag = "9";
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, own.FileReviewAsync(stale));
        var again = await own.FileReviewAsync(journey.Sheet(id, 55));
        Assert.Equal(2, again.Version);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ReviewFiled, own.FileReviewAsync(journey.Sheet(id, 56)));

        var versions = await own.ListReviewVersionsAsync(new ListReviewVersionsRequest { ReviewId = again.ReviewId });
        Assert.Equal([(1, 40), (2, 55)], versions.Versions.Select(version => (version.Version, version.Scores[0].Points)));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.ReviewsBy("reviewer-2").ListReviewVersionsAsync(new ListReviewVersionsRequest { ReviewId = again.ReviewId }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from audit_entry where action = 'review.reopen' and entity_id = @id and detail ->> 'Reason' = '漏看附件'", new { id }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where account_id = 'reviewer-1' and topic = 'review.reopened' and link like @link", new { link = $"%{id}" }));
    }

    [Fact]
    public async Task A_sheet_that_comes_after_the_end_of_the_review_is_refused_also_where_it_was_begun_before()
    {
        var until = registry.Clock.GetUtcNow().AddHours(2);
        var journey = await Journey.UnderReviewAsync(registry, batch => batch.ReviewUntil = Timestamp.FromDateTimeOffset(until));
        var id = journey.Applications[0].ApplicationId;
        var own = registry.ReviewsBy("reviewer-1");
        await own.SaveReviewDraftAsync(new SaveReviewDraftRequest { ApplicationId = id, Comment = "写到一半" });
        await registry.ReviewsBy("reviewer-2").FileReviewAsync(journey.Sheet(id, 71));
        registry.Clock.Move(TimeSpan.FromHours(3));
        try
        {
            var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, own.FileReviewAsync(journey.Sheet(id, 70)));
            Assert.Contains(CityDays.Text(until), sentence, StringComparison.Ordinal);
            await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, own.SaveReviewDraftAsync(new SaveReviewDraftRequest { ApplicationId = id, Comment = "太晚" }));
            var sheet = await own.GetOwnSheetAsync(new GetOwnSheetRequest { ApplicationId = id });
            Assert.Equal((false, "写到一半", sentence), (sheet.MayFile, sheet.Draft.Comment, sheet.ClosedReason));
            Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from review where application_id = @id::uuid and reviewer_id = 'reviewer-1'", new { id }));

            await registry.Scoring.ReopenReviewAsync(new ReopenReviewRequest { ApplicationId = id, ReviewerId = "reviewer-1", Reason = "系统故障" });
            await own.FileReviewAsync(journey.Sheet(id, 70));
            Assert.Equal([70], await PointsAsync(id, "reviewer-1"));
        }
        finally
        {
            registry.Clock.Move(TimeSpan.FromHours(-3));
        }
    }

    [Fact]
    public async Task Where_the_batch_asks_for_them_each_score_needs_a_justification()
    {
        var journey = await Journey.UnassignedAsync(registry, before: batch => registry.Scoring.SetReviewRulesAsync(
            new SetReviewRulesRequest { BatchId = batch.BatchId, Normalisation = Normalisation.Raw, JustificationRequired = true }).ResponseAsync);
        await journey.AssignAsync();
        var id = journey.Applications[0].ApplicationId;
        var sheet = journey.Sheet(id, 75);
        sheet.Scores[0].Justification = "该技术路线在国内同行中处于领先地位";
        var sentence = await Refused.ByAsync(InvalidArgument, ErrorReason.JustificationMissing, registry.ReviewsBy("reviewer-1").FileReviewAsync(sheet));
        Assert.DoesNotContain("originality", sentence, StringComparison.Ordinal);
        Assert.Contains("green", sentence, StringComparison.Ordinal);
        foreach (var score in sheet.Scores)
        {
            score.Justification = "该技术路线在国内同行中处于领先地位";
        }

        var filed = await registry.ReviewsBy("reviewer-1").FileReviewAsync(sheet);
        Assert.Equal("该技术路线在国内同行中处于领先地位", filed.Scores[8].Justification);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Scoring.SetReviewRulesAsync(new SetReviewRulesRequest { BatchId = journey.BatchId, Normalisation = Normalisation.ZScore }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.ReviewsBy("reviewer-1").SetReviewRulesAsync(new SetReviewRulesRequest { BatchId = journey.BatchId, Normalisation = Normalisation.Raw }));
        Assert.Equal((Normalisation.Raw, true), await RulesAsync(journey));
    }

    [Fact]
    public async Task A_reviewer_removed_after_scoring_keeps_the_sheets_stored_but_they_no_longer_count()
    {
        var journey = await Journey.UnderReviewAsync(registry, batch => batch.MinimumReviews = 2);
        foreach (var (reviewer, points) in new[] { ("reviewer-1", 80), ("reviewer-2", 20) })
        {
            foreach (var application in journey.Applications)
            {
                await registry.ReviewsBy(reviewer).FileReviewAsync(journey.Sheet(application.ApplicationId, points));
            }
        }

        var exclude = new ExcludeReviewerRequest { BatchId = journey.BatchId, ReviewerId = "reviewer-2", Reason = "与企业存在未申明的利益关系" };
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, registry.ReviewsBy("reviewer-1").ExcludeReviewerAsync(exclude));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Scoring.ExcludeReviewerAsync(new ExcludeReviewerRequest(exclude) { ReviewerId = "stranger" }));
        var answer = await registry.Scoring.ExcludeReviewerAsync(exclude);
        Assert.Equal((5, 5, 5), (answer.ExcludedReviews, answer.EndedAssignments, answer.ApplicationsShort));
        Assert.Equal(5, await registry.ScalarAsync<int>(
            "select count(*)::int from review where batch_id = @id::uuid and reviewer_id = 'reviewer-2' and excluded_by = 'official-1' and excluded_at is not null and points[1] = 20", new { id = journey.BatchId }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ScoresMissing, registry.Batches.RankBatchAsync(journey.Step));
        await Refused.ByAsync(PermissionDenied, ErrorReason.NotAssigned, registry.ReviewsBy("reviewer-2").FileReviewAsync(journey.Sheet(journey.Applications[0].ApplicationId, 99)));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ReviewerInactive, registry.Assignments.AdjustAssignmentAsync(
            new AdjustAssignmentRequest { ApplicationId = journey.Applications[0].ApplicationId, AddReviewerId = "reviewer-2" }));
        var listed = (await registry.Scoring.ListReviewsAsync(new ListReviewsRequest { BatchId = journey.BatchId })).Reviews;
        Assert.Equal(5, listed.Count(review => review.ExcludeTime is not null && review.ExclusionReason == exclude.Reason));

        foreach (var application in journey.Applications)
        {
            await registry.ReviewsBy("reviewer-3").FileReviewAsync(journey.Sheet(application.ApplicationId, 60));
        }

        var ranking = await registry.Batches.RankBatchAsync(journey.Step);
        Assert.All(ranking.Applications, place => Assert.Equal(("70.0000", 2), (place.TotalScore, place.ReviewCount)));
        Assert.Equal((10, 5), (
            await registry.ScalarAsync<int>("select sheets from ranking_basis where batch_id = @id::uuid", new { id = journey.BatchId }),
            await registry.ScalarAsync<int>("select excluded_sheets from ranking_basis where batch_id = @id::uuid", new { id = journey.BatchId })));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Scoring.ExcludeReviewerAsync(new ExcludeReviewerRequest(exclude) { ReviewerId = "reviewer-3" }));
    }

    private Task<IReadOnlyList<int>> PointsAsync(string application, string reviewer) => registry.RowsAsync<int>(
        "select points[1]::int from review where application_id = @application::uuid and reviewer_id = @reviewer", new { application, reviewer });

    private async Task<(Normalisation, bool)> RulesAsync(Journey journey)
    {
        var rules = await registry.Scoring.GetReviewRulesAsync(new GetReviewRulesRequest { BatchId = journey.BatchId });
        return (rules.Normalisation, rules.JustificationRequired);
    }
}
