using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests;

public sealed class LifecycleTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task A_batch_goes_from_draft_to_the_pool_and_tells_of_each_project()
    {
        var journey = await Journey.OpenAsync(registry, batch => batch.Quotas.Add(new Quota { Code = "life-health", Minimum = 1 }));
        var report = await registry.ImportAsync("applications-5.csv", journey.BatchId);
        Assert.Equal((5, 5, 0), (report.RowsRead, report.RowsImported, report.ProblemCount));
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        var applications = await journey.ReadAsync();
        Assert.All(applications, application => Assert.Equal(ApplicationState.FormalCheck, application.State));
        Assert.Equal(report.Ids, applications.Select(application => application.ApplicationId));

        // The last one fails the formal check, the others go to review.
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.StartReviewAsync(journey.Step));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, registry.Applications.DecideFormalCheckAsync(new() { ApplicationId = report.Ids[4] }));
        var failed = await registry.Applications.DecideFormalCheckAsync(new() { ApplicationId = report.Ids[4], Reason = "缺少项目备案" });
        Assert.Equal((ApplicationState.Rejected, "缺少项目备案"), (failed.State, failed.DecisionReason));
        foreach (var id in report.Ids.Take(4))
        {
            await registry.Applications.DecideFormalCheckAsync(new() { ApplicationId = id, Passed = true, Statement = "已核对营业执照" });
        }

        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(report.Ids[0], 50)));
        await registry.Batches.StartReviewAsync(journey.Step);
        await journey.AssignAsync();
        await ReviewAsync(journey, report.Ids);
        var ranking = await registry.Batches.RankBatchAsync(journey.Step);
        // Row 3 of the file is the only one of life and health; it ranks last and is chosen for its industry's minimum.
        Assert.Equal([report.Ids[0], report.Ids[2], report.Ids[3], report.Ids[1]], ranking.Applications.Select(place => place.ApplicationId));
        Assert.Equal("90.0000", ranking.Applications[0].TotalScore);
        Assert.Equal(["", "total", "total", "total"], ranking.Applications.Select(place => place.DecidedBy));

        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.PublishNoticeAsync(journey.Step));
        var selection = await registry.Batches.SelectProjectsAsync(journey.Step);
        Assert.Equal([1, 4], selection.Selected.Select(place => place.Rank));
        Assert.Equal([2], selection.Waitlisted.Select(place => place.Rank));
        Assert.Equal("140.0000", selection.TotalScore);
        Assert.Contains("生命健康", selection.Selected[1].OutcomeReason, StringComparison.Ordinal);
        await registry.Batches.PublishNoticeAsync(journey.Step);
        var notice = await registry.Notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId });
        Assert.Equal((2, true, false), (notice.Projects.Count, notice.Rehearsal, notice.Running));

        Assert.Equal(DecisionState.Approved, (await journey.AdmitAsync()).State);
        Assert.Equal(BatchState.Closed, (await journey.BatchAsync()).State);
        Assert.Equal(
            [report.Ids[0], report.Ids[1]],
            await registry.RowsAsync<string>("select project_id::text from project where batch_id = @id::uuid order by rank", new { id = journey.BatchId }));
        await AdmissionStandsAsync(journey, report.Ids);
    }

    private async Task ReviewAsync(Journey journey, IReadOnlyList<string> ids)
    {
        await registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(ids[0], 10));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.ReviewFiled, registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(ids[0], 90)));
        await registry.Scoring.ReopenReviewAsync(new ReopenReviewRequest { ApplicationId = ids[0], ReviewerId = "reviewer-1", Reason = "误填" });
        foreach (var (id, points) in ids.Take(3).Zip([90, 50, 80]))
        {
            await registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(id, points));
        }

        // One review of the fourth is missing, and the batch stays as it is.
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.ScoresMissing, registry.Batches.RankBatchAsync(journey.Step));
        Assert.Contains("1 项", sentence, StringComparison.Ordinal);
        Assert.Equal(BatchState.UnderReview, (await journey.BatchAsync()).State);
        await registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(ids[3], 70));
        Assert.Equal(4, await registry.ScalarAsync<int>("select count(*)::int from review where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    private async Task AdmissionStandsAsync(Journey journey, IReadOnlyList<string> ids)
    {
        var states = (await journey.ReadAsync()).Select(application => application.State);
        Assert.Equal([ApplicationState.Admitted, ApplicationState.Admitted, ApplicationState.Waitlisted, ApplicationState.Rejected, ApplicationState.Rejected], states);
        var event1 = Assert.Single(await registry.RaisedAsync<ProjectAdmitted>(ids[0]));
        Assert.Equal((1, RegistryFixture.FirstFirm, "high-end-equipment"), (event1.Rank, event1.OrganisationCode, event1.Industry));
        Assert.Equal([("设备维护技师", 2), ("液压系统设计工程师", 2)], event1.TalentNeeds.Select(need => (need.Title, need.Headcount)));
        Assert.Equal(["液压绞车状态监测与故障诊断"], event1.TechnologyNeeds.Select(need => need.Title));
        var event2 = Assert.Single(await registry.RaisedAsync<ProjectAdmitted>(ids[1]));
        Assert.Equal(1, event2.TalentNeeds[1].Headcount); // 质量管理工程师 without a number
        Assert.Equal(
            event1.TalentNeeds.Select(need => need.DeclaredNeedId).Concat(event1.TechnologyNeeds.Select(need => need.DeclaredNeedId)).Order(),
            (await registry.RowsAsync<string>("select need_id::text from project_need where project_id = @id::uuid", new { id = ids[0] })).Order());
        Assert.Equal(
            ["batch.create", "batch.open", "batch.import-applications", "batch.start-formal-check", "letter.issue", "batch.start-review", "assignment.propose", "assignment.publish", "batch.rank", "batch.select", "batch.publish-notice", "batch.admit", "letter.issue"],
            await registry.RowsAsync<string>("select action from audit_entry where entity = 'batch' and entity_id = @id order by entry_id", new { id = journey.BatchId }));
        Assert.Equal(
            ["application.import", "application.decide-formal-check"],
            await registry.RowsAsync<string>("select action from audit_entry where entity = 'application' and entity_id = @id and action not like 'review.%' order by entry_id", new { id = ids[0] }));
    }
}
