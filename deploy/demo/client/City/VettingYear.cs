using System.Text;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// A small batch in public notice that shows the formal check and the objections: a firm of bad credit let through by two officials,
/// an application that failed, one objection dismissed and one upheld, with the next project moved up under a notice of its own.
/// What was cut off is taken up by the batch's state.
/// </summary>
internal static class VettingYear
{
    private const string Name = "2026 年异议处理演练批次";
    private const string Unfounded = "该项目与我单位已实施的项目名称相近，疑似重复申报，请核查。";
    private const string Founded = "该项目申报的研发投入与年度财务报告不一致，请核查。";

    /// <summary>Of no firm of the demo city.</summary>
    private const string OtherFirm = "91130300MAYQ999990";

    public static async Task RunAsync(JobContext job)
    {
        var (batch, applications) = (job.Batch, job.Applications);
        job.Batch = (await Lists.BatchesAsync(job)).FirstOrDefault(one => one.Name == Name) ?? await CreateAsync(job);
        await CheckAsync(job);
        await NoticeAsync(job);
        await ObjectAsync(job);
        job.Printer.Note(
            $"《{Name}》公示中：豁免 1 项、形式审查不通过 1 项、异议 2 件（1 件成立并递补）", $"“{Name}” is in public notice: one override, one failed check, two objections of which one was upheld");
        (job.Batch, job.Applications) = (batch, applications);
    }

    private static BatchStepRequest Step(JobContext job) => new() { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() };

    private static async Task<Batch> CreateAsync(JobContext job) => await job.Official.Batches.CreateBatchAsync(
        new CreateBatchRequest { Name = Name, Year = 2026, Capacity = 3, MinimumReviews = job.Options.Reviewers, NoticeWorkingDays = 5, Rehearsal = true, RequestId = job.NewRequestId() },
        cancellationToken: job.Cancellation);

    /// <summary>From the draft to the end of the formal check.</summary>
    private static async Task CheckAsync(JobContext job)
    {
        if (job.Batch.State == BatchState.Draft)
            job.Batch = await job.Official.Batches.OpenBatchAsync(Step(job), cancellationToken: job.Cancellation);
        if (job.Batch.State == BatchState.Open)
        {
            await ImportAsync(job);
            job.Batch = await job.Official.Batches.StartFormalCheckAsync(Step(job), cancellationToken: job.Cancellation);
        }

        if (job.Batch.State != BatchState.FormalCheck)
            return;
        var waiting = await Lists.ApplicationsAsync(job, ApplicationState.FormalCheck);
        if (waiting.Count == 8)
        {
            await job.Official.Applications.DecideFormalCheckAsync(
                new DecideFormalCheckRequest { ApplicationId = waiting[^1].ApplicationId, Reason = "申报材料缺少项目备案证明。", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            await OverrideAsync(job, waiting[0]);
        }

        await job.Official.Eligibility.DecideFormalChecksAsync(
            new DecideFormalChecksRequest { BatchId = job.Batch.BatchId, Statement = "已核对营业执照，成立日期符合要求", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static Task ImportAsync(JobContext job)
    {
        var lines = File.ReadLines(Path.Combine(job.Connections.Settings.DataFolder, "applications.csv"), Encoding.UTF8).Take(9);
        var content = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var options = new ImportOptions { FileName = "applications.csv", AllowPartial = true, BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() };
        return job.Official.Streaming(PlatformHost.ProjectRegistry).RunAsync(
            call => Uploads.SendAsync(job.Official.Applications.ImportApplications(call), options, content), TimeSpan.FromMinutes(1), job.Cancellation);
    }

    /// <summary>The firm is on the list of bad credit while it is checked, and two officials let it through; it is lifted afterwards.</summary>
    private static async Task OverrideAsync(JobContext job, Application application)
    {
        var entry = await ListAsync(job, application.OrganisationCode);
        await job.Official.Eligibility.RunEligibilityAsync(
            new RunEligibilityRequest { BatchId = job.Batch.BatchId, ApplicationId = application.ApplicationId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await CheckForms.OverrideAsync(job, await job.Parties.SecondOfficialAsync(), application.ApplicationId, "已履行完毕并提交信用修复证明，同意参加评审");
        await job.Official.Eligibility.DecideFormalChecksAsync(
            new DecideFormalChecksRequest { BatchId = job.Batch.BatchId, Statement = "已核对营业执照，成立日期符合要求", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (entry is not null)
        {
            await job.Official.BadCredit.LiftBadCreditEntryAsync(
                new LiftBadCreditEntryRequest { EntryId = entry.EntryId, LiftedOn = PoolReports.Text(job.Today), RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        await ListAsync(job, OtherFirm);
    }

    /// <summary>Null where the entry is there already.</summary>
    private static async Task<BadCreditEntry?> ListAsync(JobContext job, string firm)
    {
        try
        {
            return await job.Official.BadCredit.AddBadCreditEntryAsync(
                new AddBadCreditEntryRequest { OrganisationCode = firm, Reason = "未按期履行合同付款义务（示范数据）", Source = "示范数据", ListedOn = "2026-03-02", RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
        }
        catch (CallFailure failure) when (failure.Reason == "ALREADY_EXISTS")
        {
            return null;
        }
    }

    /// <summary>Reviewed, ranked, selected and published, by the steps of the main job.</summary>
    private static async Task NoticeAsync(JobContext job)
    {
        if (job.Batch.State is BatchState.FormalCheck or BatchState.UnderReview && job.Reviewers.Count == 0)
            await SignIn.Step.RunAsync(job);
        if (job.Batch.State == BatchState.FormalCheck)
            await AssignReviewers.Step.RunAsync(job);
        if (job.Batch.State == BatchState.UnderReview)
        {
            job.Applications = await Lists.ApplicationsAsync(job, ApplicationState.UnderReview);
            await FileReviews.Step.RunAsync(job);
            await Rank.Step.RunAsync(job);
            job.Batch = await job.Official.Batches.GetBatchAsync(new GetBatchRequest { BatchId = job.Batch.BatchId }, cancellationToken: job.Cancellation);
        }

        if (job.Batch.State == BatchState.Ranked)
        {
            await Select.Step.RunAsync(job);
            await PublishNotice.Step.RunAsync(job);
        }
    }

    private static async Task ObjectAsync(JobContext job)
    {
        if (job.Batch.State != BatchState.PublicNotice)
            return;
        var known = (await job.Official.Objections.ListObjectionsAsync(new ListObjectionsRequest { BatchId = job.Batch.BatchId, PageSize = 50 }, cancellationToken: job.Cancellation)).Objections;
        var listed = await Lists.ApplicationsAsync(job, ApplicationState.PublicNotice);
        if (known.Count == 0 && listed.Count > 1)
        {
            await FileAsync(job, listed[0], "赵明远", "13900000001", Unfounded);
            await FileAsync(job, listed[1], "孙立新", "13900000002", Founded);
            known = (await job.Official.Objections.ListObjectionsAsync(new ListObjectionsRequest { BatchId = job.Batch.BatchId, PageSize = 50 }, cancellationToken: job.Cancellation)).Objections;
        }

        foreach (var objection in known.Where(one => one.State is ObjectionState.Filed or ObjectionState.Investigated))
            await AnswerAsync(job, objection);
    }

    /// <summary>Without a login, as a citizen does.</summary>
    private static async Task FileAsync(JobContext job, Application application, string name, string contact, string grounds) =>
        await new ObjectionService.ObjectionServiceClient(job.Connections.Channel(PlatformHost.ProjectRegistry)).FileObjectionAsync(
            new FileObjectionRequest
            {
                BatchId = job.Batch.BatchId, ApplicationIds = { application.ApplicationId }, ObjectorKind = ObjectorKind.Citizen, ObjectorName = name, Contact = contact, Grounds = grounds,
            },
            new CallOptions(cancellationToken: job.Cancellation));

    private static async Task AnswerAsync(JobContext job, Objection objection)
    {
        await job.Official.Objections.TakeObjectionAsync(new ObjectionStepRequest { ObjectionId = objection.ObjectionId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (objection.Grounds == Unfounded)
        {
            await job.Official.Objections.DismissObjectionAsync(
                new DismissObjectionRequest { ObjectionId = objection.ObjectionId, Answer = "经核查，两个项目的建设内容、地点与设备均不相同，异议不成立。", RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
            return;
        }

        var terms = new ObjectionRulingTerms { ApplicationIds = { objection.Projects.Select(project => project.ApplicationId) }, Answer = "经核查，申报的研发投入与审计报告不符，异议成立，该项目退出拟入库名单。" };
        var proposed = await job.Official.Decisions.ProposeDecisionAsync(
            new ProposeDecisionRequest { SubjectId = objection.ObjectionId, Terms = new DecisionTerms { ObjectionRuling = terms }, Reason = "核查属实，附审计报告比对", RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        var second = await job.Parties.SecondOfficialAsync();
        await second.Decisions.ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }
}
