using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>The batch closes for submissions, and the official passes each application in the formal check.</summary>
internal static class CheckForms
{
    public static readonly Step Step = new("formal-check", "形式审查", "Formal check", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        job.Batch = await job.Official.Batches.StartFormalCheckAsync(
            new BatchStepRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        var waiting = await Lists.ApplicationsAsync(job, ApplicationState.FormalCheck);
        await job.ForAllAsync(waiting, application => job.Official.Applications.DecideFormalCheckAsync(
            new DecideFormalCheckRequest { ApplicationId = application.ApplicationId, Passed = true, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation).ResponseAsync);
        job.Printer.Note($"{waiting.Count} 项申报材料齐全，全部通过", $"{waiting.Count} applications are complete, all passed");
    }
}
