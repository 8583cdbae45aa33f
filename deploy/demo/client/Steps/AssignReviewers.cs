using Platform.Demo.Access;
using Platform.Demo.City;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>The review begins; the job's reviewers join the pool of experts and are assigned to the applications.</summary>
internal static class AssignReviewers
{
    public static readonly Step Step = new("assign", "专家入库与分配评审", "Take reviewers into the pool and assign them", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        job.Batch = await job.Official.Batches.StartReviewAsync(
            new BatchStepRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        foreach (var (number, reviewer) in job.Reviewers.Index())
            await JoinAsync(job, Generalist(job, reviewer, number));
        var propose = new ProposeAssignmentsRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId(), ReviewerIds = { job.Reviewers.Select(reviewer => reviewer.ClientId) } };
        var plan = await job.Official.Assignments.ProposeAssignmentsAsync(propose, cancellationToken: job.Cancellation);
        if (!plan.Feasible)
            throw new JobFailure($"专家不足：{plan.Gaps[0].ProjectName}，{plan.Gaps[0].Reason}", $"too few reviewers: {plan.Gaps[0].ProjectName}, {plan.Gaps[0].Reason}");
        await job.Official.Assignments.PublishAssignmentsAsync(
            new PublishAssignmentsRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        job.Printer.Note(
            $"{job.Reviewers.Count} 名专家，{plan.Assignments.Count} 项分配已下达，总代价 {plan.Objective}",
            $"{job.Reviewers.Count} reviewers, {plan.Assignments.Count} assignments published, cost {plan.Objective}");
    }

    /// <summary>Takes a reviewer into the pool; one who is there stays as he is.</summary>
    public static async Task JoinAsync(JobContext job, Reviewer reviewer)
    {
        try
        {
            await job.Official.Reviewers.CreateReviewerAsync(new CreateReviewerRequest { Reviewer = reviewer, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
        catch (CallFailure failure) when (failure.Reason == "ALREADY_EXISTS")
        {
            // From an earlier run.
        }
    }

    private static Reviewer Generalist(JobContext job, Session session, int number) => new()
    {
        ReviewerId = session.ClientId,
        Name = $"综合评审专家 {number + 1}",
        OrganisationCode = job.OfficialOrganisation,
        OrganisationName = "示范城市评审中心",
        Title = "研究员",
        Industries = { Industries.All.Where((_, i) => i % job.Reviewers.Count == number).Select(industry => industry.Code) },
        // Each of the job's reviewers scores every application of the user's file, however many.
        LoadLimit = 100_000,
    };
}
