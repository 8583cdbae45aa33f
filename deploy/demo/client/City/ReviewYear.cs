using System.Text;
using Google.Protobuf.WellKnownTypes;
using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Identity.V1;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// A batch under anonymous review: a pool of twelve experts and the demo's own reviewers, assigned by least cost; one past employer and
/// one declared conflict, one refusal whose gap was filled again, lenient and harsh experts, one open panel, and sheets that the
/// demo's reviewers have still to file. What was cut off is taken up by the batch's state.
/// </summary>
internal static class ReviewYear
{
    private const string Name = "2026 年匿名评审演练批次";
    private const int Experts = 12;
    private const int Rows = 14;
    private const int FirstNumber = 11;

    private static readonly string[] Surnames = ["赵", "钱", "孙", "周", "吴", "郑", "冯", "陈", "褚", "卫", "蒋", "沈"];
    private static readonly string[] Keywords = ["装配", "传感", "检测", "电池", "轮毂", "芯片", "软件", "材料", "医疗", "焊接", "机器人", "节能"];

    public static async Task RunAsync(JobContext job)
    {
        var (batch, applications) = (job.Batch, job.Applications);
        job.Batch = (await Lists.BatchesAsync(job)).FirstOrDefault(one => one.Name == Name) ?? await CreateAsync(job);
        if (job.Batch.State < BatchState.UnderReview)
            await BringToReviewAsync(job);
        var plan = await job.Official.Assignments.GetAssignmentPlanAsync(new GetAssignmentPlanRequest { BatchId = job.Batch.BatchId }, cancellationToken: job.Cancellation);
        if (plan.Assignments.All(pair => pair.State != AssignmentState.Published))
            await AssignAsync(job);
        var panels = await job.Official.Panels.ListPanelsAsync(new ListPanelsRequest { BatchId = job.Batch.BatchId }, cancellationToken: job.Cancellation);
        if (panels.Panels.Count == 0)
            await ScoreAsync(job);
        job.Printer.Note($"《{Name}》评审中：专家库 {Experts} 名专家，一项会商", $"“{Name}” is under review: {Experts} experts in the pool, one panel");
        (job.Batch, job.Applications) = (batch, applications);
    }

    private static async Task<Batch> CreateAsync(JobContext job) => await job.Official.Batches.CreateBatchAsync(
        new CreateBatchRequest
        {
            Name = Name, Year = 2026, Capacity = 5, MinimumReviews = 2, ReviewersPerApplication = 3, NoticeWorkingDays = 5, Rehearsal = true, AnonymousReview = true,
            ReviewUntil = Timestamp.FromDateTimeOffset(job.Clock.GetUtcNow().AddDays(30)), RequestId = job.NewRequestId(),
        },
        cancellationToken: job.Cancellation);

    private static BatchStepRequest Step(JobContext job) => new() { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() };

    private static async Task BringToReviewAsync(JobContext job)
    {
        if (job.Batch.State == BatchState.Draft)
        {
            var rules = new SetReviewRulesRequest { BatchId = job.Batch.BatchId, Normalisation = Normalisation.ReviewerEffects, JustificationRequired = true, RequestId = job.NewRequestId() };
            await job.Official.Reviews.SetReviewRulesAsync(rules, cancellationToken: job.Cancellation);
            job.Batch = await job.Official.Batches.OpenBatchAsync(Step(job), cancellationToken: job.Cancellation);
        }

        if (job.Batch.State == BatchState.Open)
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(job.Connections.Settings.DataFolder, "applications.csv"), job.Cancellation);
            var content = Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(1 + Rows)));
            var options = new ImportOptions { FileName = "applications.csv", AllowPartial = true, BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() };
            await job.Official.Streaming(PlatformHost.ProjectRegistry).RunAsync(
                call => Uploads.SendAsync(job.Official.Applications.ImportApplications(call), options, content), TimeSpan.FromMinutes(1), job.Cancellation);
            await CheckForms.Step.RunAsync(job);
        }

        job.Batch = await job.Official.Batches.StartReviewAsync(Step(job), cancellationToken: job.Cancellation);
    }

    /// <summary>The pool, the plan, a conflict that was declared, and one reviewer who declines.</summary>
    private static async Task AssignAsync(JobContext job)
    {
        job.Applications = await Lists.ApplicationsAsync(job, ApplicationState.UnderReview);
        var ids = await JoinAsync(job);
        await DeclareAsync(job, ids[1], job.Applications[1].OrganisationCode);
        await PublishAsync(job, ids);
        var plan = await job.Official.Assignments.GetAssignmentPlanAsync(new GetAssignmentPlanRequest { BatchId = job.Batch.BatchId }, cancellationToken: job.Cancellation);
        if (plan.Assignments.FirstOrDefault(pair => pair.ReviewerId == ids[2]) is not { } pair)
            return;
        var declining = await job.Parties.ReviewerAsync(FirstNumber + 2);
        var decline = new DeclineAssignmentRequest { ApplicationId = pair.ApplicationId, Reason = "与本人研究方向相差较远", RequestId = job.NewRequestId() };
        await declining.Assignments.DeclineAssignmentAsync(decline, cancellationToken: job.Cancellation);
        await PublishAsync(job, ids);
    }

    private static async Task PublishAsync(JobContext job, IReadOnlyList<string> ids)
    {
        var propose = new ProposeAssignmentsRequest { BatchId = job.Batch.BatchId, ReviewerIds = { ids }, RequestId = job.NewRequestId() };
        var plan = await job.Official.Assignments.ProposeAssignmentsAsync(propose, cancellationToken: job.Cancellation);
        if (!plan.Feasible)
            throw new JobFailure($"专家不足：{plan.Gaps[0].ProjectName}，{plan.Gaps[0].Reason}", $"too few reviewers: {plan.Gaps[0].ProjectName}, {plan.Gaps[0].Reason}");
        await job.Official.Assignments.PublishAssignmentsAsync(
            new PublishAssignmentsRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task<IReadOnlyList<string>> JoinAsync(JobContext job)
    {
        var homes = ShippedOrganisations.Read(job.Connections.Settings.DataFolder).Where(one => one.Kind is OrganisationKind.University).ToList();
        var ids = new List<string>();
        for (var i = 0; i < Experts; i++)
        {
            var session = await job.Parties.ReviewerAsync(FirstNumber + i);
            var expert = Expert(session.ClientId, $"{Surnames[i]}某（示范专家）", homes[i % homes.Count], i);
            if (i == 0)
                expert.PastEmployers.Add(new PastEmployer { OrganisationCode = job.Applications[0].OrganisationCode, OrganisationName = job.Applications[0].OrganisationName, Until = job.Clock.GetUtcNow().AddYears(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
            await AssignReviewers.JoinAsync(job, expert);
            ids.Add(session.ClientId);
        }

        var accounts = await job.Official.Accounts.ListAccountsAsync(new ListAccountsRequest { PageSize = 500 }, cancellationToken: job.Cancellation);
        foreach (var (i, account) in accounts.Accounts.Where(account => account.Roles.Contains("reviewer") && !account.Disabled).Take(3).Index())
        {
            var expert = Expert(account.AccountId, account.UserName, homes[i % homes.Count], i);
            (expert.OrganisationCode, expert.OrganisationName) = (account.OrganisationCode, account.OrganisationName);
            await AssignReviewers.JoinAsync(job, expert);
            ids.Add(account.AccountId);
        }

        return ids;
    }

    private static Reviewer Expert(string id, string name, ShippedOrganisation home, int number) => new()
    {
        ReviewerId = id,
        Name = name,
        OrganisationCode = home.Code,
        OrganisationName = home.Name,
        Title = number % 2 == 0 ? "教授" : "高级工程师",
        Industries = { Industries.All[number % Industries.All.Count].Code },
        Keywords = { Keywords[number % Keywords.Length], Keywords[(number + 5) % Keywords.Length] },
        LoadLimit = 6,
    };

    private static async Task DeclareAsync(JobContext job, string reviewer, string organisation)
    {
        try
        {
            var declare = new DeclareConflictRequest { ReviewerId = reviewer, OrganisationCode = organisation, Reason = "与该企业有横向课题合作", RequestId = job.NewRequestId() };
            await job.Official.Reviewers.DeclareConflictAsync(declare, cancellationToken: job.Cancellation);
        }
        catch (CallFailure failure) when (failure.Reason == "ALREADY_EXISTS")
        {
            // From a run that was cut off.
        }
    }

    /// <summary>The experts file, some leniently and some harshly; where they are furthest apart a panel opens.</summary>
    private static async Task ScoreAsync(JobContext job)
    {
        job.Applications = await Lists.ApplicationsAsync(job, ApplicationState.UnderReview);
        var scores = new MadeUpScores(job.Options.Seed);
        var plan = await job.Official.Assignments.GetAssignmentPlanAsync(new GetAssignmentPlanRequest { BatchId = job.Batch.BatchId }, cancellationToken: job.Cancellation);
        for (var i = 0; i < Experts; i++)
        {
            var (number, session) = (i, await job.Parties.ReviewerAsync(FirstNumber + i));
            await job.ForAllAsync(plan.Assignments.Where(pair => pair.ReviewerId == session.ClientId && pair is { State: AssignmentState.Published, Filed: false }), pair => session.Reviews.FileReviewAsync(
                new FileReviewRequest { ApplicationId = pair.ApplicationId, Scores = { ScoresOf(job, scores, number, pair) }, Comment = "同意按规则参加排序", RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation).ResponseAsync);
        }

        var analysis = await job.Official.Reviews.GetScoreAnalysisAsync(new GetScoreAnalysisRequest { BatchId = job.Batch.BatchId }, cancellationToken: job.Cancellation);
        var apart = analysis.Applications.Where(application => application.ReviewCount > 1).MaxBy(application => decimal.Parse(application.Range, System.Globalization.CultureInfo.InvariantCulture));
        if (apart is null)
            return;
        var panel = await job.Official.Panels.OpenPanelAsync(
            new OpenPanelRequest { ApplicationId = apart.ApplicationId, Reason = "专家评分差距较大，请讨论技术先进性", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await job.Official.Panels.PostPanelMessageAsync(
            new PostPanelMessageRequest { PanelId = panel.PanelId, Text = "请各位专家说明评分依据，如有需要可修改评分。", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static IEnumerable<Score> ScoresOf(JobContext job, MadeUpScores scores, int number, Assignment pair)
    {
        var application = job.Applications.First(one => one.ApplicationId == pair.ApplicationId);
        var leniency = ((number % 5) - 2) * 5;
        return job.Batch.Criteria.Select(criterion => new Score
        {
            CriterionId = criterion.CriterionId,
            Points = Math.Clamp(scores.Of(application, number, criterion.CriterionId) + leniency, 0, 100),
            Justification = $"对照评分标准“{criterion.NameZh}”的要求综合判断",
        });
    }
}
