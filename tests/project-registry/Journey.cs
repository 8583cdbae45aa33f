using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Tests;

/// <summary>Carries a batch as its officials and reviewers would, up to where a test begins.</summary>
internal sealed class Journey(RegistryFixture registry)
{
    public string BatchId { get; private set; } = "";

    public IReadOnlyList<Application> Applications { get; private set; } = [];

    /// <summary>A rehearsal batch without notice days, open.</summary>
    public static async Task<Journey> OpenAsync(RegistryFixture registry, Action<CreateBatchRequest>? with = null)
    {
        var request = new CreateBatchRequest { Name = "二〇二六年第一批", Year = 2026, Capacity = 2, MinimumReviews = 1, NoticeWorkingDays = 0, Rehearsal = true };
        with?.Invoke(request);
        // As many as the pool of a test has: every reviewer of it may score every application.
        request.ReviewersPerApplication = request.ReviewersPerApplication > 0 ? request.ReviewersPerApplication : Math.Max(PoolSize, request.MinimumReviews);
        var journey = new Journey(registry) { BatchId = (await registry.Batches.CreateBatchAsync(request)).BatchId };
        await registry.Batches.OpenBatchAsync(journey.Step);
        return journey;
    }

    /// <summary>The five of <c>applications-5.csv</c> under review and assigned to reviewer-1, reviewer-2 and reviewer-3.</summary>
    public static async Task<Journey> UnderReviewAsync(RegistryFixture registry, Action<CreateBatchRequest>? with = null)
    {
        var journey = await UnassignedAsync(registry, with);
        await journey.AssignAsync();
        return journey;
    }

    /// <summary>The five of <c>applications-5.csv</c> imported, checked and under review; nobody has them to review yet.</summary>
    public static async Task<Journey> UnassignedAsync(RegistryFixture registry, Action<CreateBatchRequest>? with = null, Func<Journey, Task>? before = null)
    {
        var journey = await OpenAsync(registry, with);
        await registry.ImportAsync("applications-5.csv", journey.BatchId);
        await registry.Batches.StartFormalCheckAsync(journey.Step);
        await journey.ReadAsync();
        await registry.Eligibility.DecideFormalChecksAsync(new DecideFormalChecksRequest { BatchId = journey.BatchId, Statement = "已核对营业执照" });

        if (before is not null)
        {
            await before(journey);
        }

        await registry.Batches.StartReviewAsync(journey.Step);
        return journey;
    }

    /// <summary>Takes reviewer-1 and so on into the pool where they are not there, assigns them to every application and publishes it.</summary>
    public async Task AssignAsync()
    {
        var needed = (await BatchAsync()).ReviewersPerApplication;
        var pool = (await registry.Reviewers.ListReviewersAsync(new ListReviewersRequest { PageSize = 500 })).Reviewers.Select(reviewer => reviewer.ReviewerId).ToHashSet();
        foreach (var id in Enumerable.Range(1, Math.Max(PoolSize, needed)).Select(number => $"reviewer-{number}").Where(id => !pool.Contains(id)))
        {
            await registry.Reviewers.CreateReviewerAsync(new CreateReviewerRequest { Reviewer = Expert(id) });
        }

        await registry.Assignments.ProposeAssignmentsAsync(new ProposeAssignmentsRequest { BatchId = BatchId });
        await registry.Assignments.PublishAssignmentsAsync(new PublishAssignmentsRequest { BatchId = BatchId });
    }

    /// <summary>A reviewer of the government, without particular expertise.</summary>
    public static Reviewer Expert(string id, string? organisationCode = null) => new()
    {
        ReviewerId = id, Name = $"专家{id[^1]}", OrganisationCode = organisationCode ?? Chassis.Catalogues.CreditCode.Complete("11130300000000001"), OrganisationName = "评审单位", Title = "研究员", LoadLimit = 1000,
    };

    /// <summary>Scored 90, 80, 70 … in the order of the file, and ranked.</summary>
    public static async Task<Journey> RankedAsync(RegistryFixture registry, Action<CreateBatchRequest>? with = null)
    {
        var journey = await UnderReviewAsync(registry, with);
        var points = 90;
        foreach (var application in journey.Applications)
        {
            await registry.ReviewsBy("reviewer-1").FileReviewAsync(journey.Sheet(application.ApplicationId, points));
            points -= 10;
        }

        await registry.Batches.RankBatchAsync(journey.Step);
        return journey;
    }

    public static async Task<Journey> NoticedAsync(RegistryFixture registry, Action<CreateBatchRequest>? with = null)
    {
        var journey = await RankedAsync(registry, with);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await registry.Batches.PublishNoticeAsync(journey.Step);
        return journey;
    }

    public static async Task<Journey> AdmittedAsync(RegistryFixture registry, Action<CreateBatchRequest>? with = null)
    {
        var journey = await NoticedAsync(registry, with);
        await journey.AdmitAsync();
        return journey;
    }

    /// <summary>Proposed by one official, approved by another.</summary>
    public async Task<Decision> AdmitAsync()
    {
        var proposed = await ProposeAdmissionAsync();
        return await registry.DecisionsBy("official-2").ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId });
    }

    public Task<Decision> ProposeAdmissionAsync(string official = "official-1") => registry.DecisionsBy(official).ProposeDecisionAsync(Admission).ResponseAsync;

    public ProposeDecisionRequest Admission => new()
    {
        SubjectId = BatchId, Terms = new DecisionTerms { Admission = new AdmissionTerms() }, Reason = "公示期满，无异议",
    };

    private const int PoolSize = 3;

    public BatchStepRequest Step => new() { BatchId = BatchId };

    public Task<Batch> BatchAsync() => registry.Batches.GetBatchAsync(new GetBatchRequest { BatchId = BatchId }).ResponseAsync;

    public async Task<IReadOnlyList<Application>> ReadAsync() =>
        Applications = (await registry.Applications.ListApplicationsAsync(new ListApplicationsRequest { BatchId = BatchId, PageSize = 500 })).Applications;

    /// <summary>The same points for each criterion.</summary>
    public FileReviewRequest Sheet(string applicationId, int points) => new()
    {
        ApplicationId = applicationId,
        Scores = { Criteria.Select(criterion => new Score { CriterionId = criterion, Points = points }) },
    };

    /// <summary>Of the city's first rubric.</summary>
    public static IReadOnlyList<string> Criteria { get; } =
    [
        "originality", "rd-intensity", "platform-team", "technical-advance", "independence", "intellectual-property", "digital-level", "pull-return", "green",
    ];
}
