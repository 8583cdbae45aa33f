using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>The selected projects enter the pool; ProjectAdmitted sets the other services to work.</summary>
internal static class Admit
{
    public static readonly Step Step = new("admit", "入库", "Admit into the pool", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        var admitted = await job.Official.Batches.AdmitProjectsAsync(
            new BatchStepRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        job.Batch = admitted.Batch;
        job.AdmittedIds = [.. admitted.AdmittedProjectIds];
        job.Printer.Note(
            $"入库 {job.AdmittedIds.Count} 项，候补 {admitted.Waitlisted} 项，未通过 {admitted.Rejected} 项",
            $"{job.AdmittedIds.Count} admitted, {admitted.Waitlisted} waitlisted, {admitted.Rejected} rejected");
    }
}
