using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>
/// One official proposes the admission and a second one approves it; the selected projects enter the pool, and ProjectAdmitted
/// sets the other services to work.
/// </summary>
internal static class Admit
{
    public static readonly Step Step = new("admit", "双人复核入库", "Admit into the pool by two officials", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        var proposed = await job.Official.Decisions.ProposeDecisionAsync(
            new ProposeDecisionRequest
            {
                SubjectId = job.Batch.BatchId,
                Terms = new DecisionTerms { Admission = new AdmissionTerms() },
                Reason = "公示期满，异议均已答复",
                RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
        var second = await job.Parties.SecondOfficialAsync();
        await second.Decisions.ApproveDecisionAsync(
            new DecisionStepRequest { DecisionId = proposed.DecisionId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        job.Batch = await job.Official.Batches.GetBatchAsync(new GetBatchRequest { BatchId = job.Batch.BatchId }, cancellationToken: job.Cancellation);
        job.AdmittedIds = [.. (await Lists.ProjectsAsync(job)).Select(project => project.ProjectId)];
        var states = (await Lists.ApplicationsAsync(job)).CountBy(application => application.State).ToDictionary();
        var (waitlisted, rejected) = (states.GetValueOrDefault(ApplicationState.Waitlisted), states.GetValueOrDefault(ApplicationState.Rejected));
        job.Printer.Note(
            $"一名工作人员提出、另一名复核：入库 {job.AdmittedIds.Count} 项，候补 {waitlisted} 项，未通过 {rejected} 项",
            $"proposed by one official, approved by another: {job.AdmittedIds.Count} admitted, {waitlisted} waitlisted, {rejected} rejected");
    }
}
