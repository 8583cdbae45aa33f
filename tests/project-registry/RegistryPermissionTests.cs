using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests;

public sealed class RegistryPermissionTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;
    private const string OtherFirm = RegistryFixture.SecondFirm;

    [Fact]
    public async Task A_draft_is_seen_and_changed_by_its_firm_alone()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await DraftAsync(journey);
        var get = new GetApplicationRequest { ApplicationId = draft.ApplicationId };
        var step = new ApplicationStepRequest { ApplicationId = draft.ApplicationId };
        Assert.Equal("韩工", (await registry.Firm(Firm).GetApplicationAsync(get)).ContactName);

        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Firm(OtherFirm).GetApplicationAsync(get));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Applications.GetApplicationAsync(get));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, As<ApplicationService.ApplicationServiceClient>(registry.Reviewer("reviewer-1")).GetApplicationAsync(get));
        Assert.Empty(await journey.ReadAsync());
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Firm(OtherFirm).UpdateApplicationAsync(new UpdateApplicationRequest { Application = draft }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Firm(OtherFirm).SubmitApplicationAsync(step));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Firm(OtherFirm).WithdrawApplicationAsync(step));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Applications.DecideFormalCheckAsync(new DecideFormalCheckRequest { ApplicationId = draft.ApplicationId, Passed = true }));
        Assert.Equal(1, await registry.ScalarAsync<int>("select version::int from application where application_id = @id::uuid", new { id = draft.ApplicationId }));
    }

    [Fact]
    public async Task A_draft_that_was_withdrawn_stays_unseen()
    {
        var journey = await Journey.OpenAsync(registry);
        var draft = await DraftAsync(journey);
        await registry.Firm(Firm).WithdrawApplicationAsync(new ApplicationStepRequest { ApplicationId = draft.ApplicationId });
        Assert.Empty(await journey.ReadAsync());
        Assert.Equal(0, (await journey.BatchAsync()).ApplicationCount);
    }

    [Fact]
    public async Task Another_role_beside_that_of_the_firm_gives_no_power_over_other_firms()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        var both = As<ApplicationService.ApplicationServiceClient>(registry.As("both", OtherFirm, OrganisationKind.Enterprise, "enterprise", "reviewer", "official"));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, both.WithdrawApplicationAsync(new ApplicationStepRequest { ApplicationId = journey.Applications[0].ApplicationId }));
    }

    [Fact]
    public async Task Reviewers_see_what_is_under_review_with_the_contact_masked_and_only_their_own_sheets()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        var reviewer = As<ApplicationService.ApplicationServiceClient>(registry.Reviewer("reviewer-1"));
        var list = new ListApplicationsRequest { BatchId = journey.BatchId };
        var seen = (await reviewer.ListApplicationsAsync(list)).Applications;
        Assert.Equal(5, seen.Count);
        Assert.Equal(("韩*", "033*****0013"), (seen[0].ContactName, seen[0].ContactPhone));

        await registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(seen[0].ApplicationId, 60));
        await registry.ReviewsBy("reviewer-2").FileReviewAsync(journey.Sheet(seen[0].ApplicationId, 70));
        var reviews = new ListReviewsRequest { BatchId = journey.BatchId };
        Assert.Equal(["reviewer-2"], (await registry.ReviewsBy("reviewer-2").ListReviewsAsync(reviews)).Reviews.Select(review => review.ReviewerId));
        Assert.Equal(2, (await As<ReviewService.ReviewServiceClient>(registry.Official()).ListReviewsAsync(reviews)).Reviews.Count);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.Recusal, registry.ReviewsBy("insider", Firm).FileReviewAsync(journey.Sheet(seen[0].ApplicationId, 99)));
        Assert.Equal(2, await registry.ScalarAsync<int>("select count(*)::int from review where batch_id = @id::uuid", new { id = journey.BatchId }));
    }

    [Fact]
    public async Task A_firm_imports_only_its_own_rows()
    {
        var journey = await Journey.OpenAsync(registry);
        var report = await registry.ImportAsync("applications-5.csv", journey.BatchId, allowPartial: true, caller: registry.Enterprise(Firm));
        Assert.Equal((1, 4), (report.RowsImported, report.ProblemCount));
        Assert.All(report.Problems, problem => Assert.Equal(ErrorReason.OtherOrganisation, problem.Reason));
        Assert.Equal([Firm], (await journey.ReadAsync()).Select(application => application.OrganisationCode));
    }

    [Fact]
    public async Task Calls_of_officials_are_refused_to_everybody_else()
    {
        var journey = await Journey.OpenAsync(registry);
        CallInvoker[] others = [registry.Enterprise(Firm), registry.University("12130300401887061P"), registry.Reviewer("reviewer-1")];
        foreach (var other in others)
        {
            var batches = As<BatchService.BatchServiceClient>(other);
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, batches.CreateBatchAsync(new CreateBatchRequest { Name = "越权", Year = 2026, Capacity = 1 }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, batches.StartFormalCheckAsync(journey.Step));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, batches.SetQuotasAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 9 }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, batches.PreviewSelectionAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 9 }));
            await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, As<DecisionService.DecisionServiceClient>(other).ProposeDecisionAsync(journey.Admission));
            Assert.Equal(BatchState.Open, (await batches.GetBatchAsync(new GetBatchRequest { BatchId = journey.BatchId })).State);
        }
    }

    [Fact]
    public async Task Without_a_token_only_public_notices_are_read()
    {
        var journey = await Journey.NoticedAsync(registry);
        var notices = As<NoticeService.NoticeServiceClient>(registry.Anonymous());
        Assert.Equal(2, (await notices.GetNoticeAsync(new GetNoticeRequest { BatchId = journey.BatchId })).Projects.Count);
        Assert.Contains(journey.BatchId, (await notices.ListNoticesAsync(new ListNoticesRequest())).Notices.Select(notice => notice.BatchId));
        var anonymous = registry.Anonymous();
        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, As<BatchService.BatchServiceClient>(anonymous).ListBatchesAsync(new ListBatchesRequest()));
        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, As<ApplicationService.ApplicationServiceClient>(anonymous).ListApplicationsAsync(new ListApplicationsRequest { BatchId = journey.BatchId }));
        await Refused.ByAsync(Unauthenticated, ErrorReason.NotSignedIn, As<ProjectService.ProjectServiceClient>(anonymous).ListProjectsAsync(new ListProjectsRequest()));
    }

    private Task<Application> DraftAsync(Journey journey) => registry.Firm(Firm).CreateApplicationAsync(new CreateApplicationRequest
    {
        BatchId = journey.BatchId,
        Application = new Application { ProjectName = "草稿", OrganisationName = "珩舟", Industry = "auto-parts", Summary = "简介", ContactName = "韩工" },
    }).ResponseAsync;

    private static T As<T>(CallInvoker caller)
        where T : ClientBase<T> => (T)Activator.CreateInstance(typeof(T), caller)!;
}
