using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>The optimal selection under the quotas is previewed, then stored. Quotas that clash end the job with the nearest possible ones.</summary>
internal static class Select
{
    public static readonly Step Step = new("select", "按名额择优", "Select under capacity and quotas", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        var preview = await job.Official.Batches.PreviewSelectionAsync(
            new SelectionRequest { BatchId = job.Batch.BatchId, Capacity = job.Batch.Capacity, Quotas = { job.Batch.Quotas } }, cancellationToken: job.Cancellation);
        if (!preview.Feasible)
            throw Clash(job, preview);
        job.Selection = await job.Official.Batches.SelectProjectsAsync(
            new BatchStepRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        job.Printer.Note(
            $"入选 {job.Selection.Selected.Count} 项，候补 {job.Selection.Waitlisted.Count} 项，空缺 {job.Selection.EmptySeats} 个；入选总分 {job.Selection.TotalScore}",
            $"{job.Selection.Selected.Count} selected, {job.Selection.Waitlisted.Count} waitlisted, {job.Selection.EmptySeats} seats empty; total score {job.Selection.TotalScore}");
    }

    private static JobFailure Clash(JobContext job, Selection preview)
    {
        foreach (var clash in preview.Clashes)
            job.Printer.Note($"名额冲突：{clash.Message}", $"clash: {clash.Message}");
        var nearest = string.Join(' ', preview.NearestQuotas.Select(quota => $"--quota {OpenBatch.Text(quota, job.Printer.English).Replace(" ", "-", StringComparison.Ordinal)}"));
        job.Printer.Note($"最接近的可行名额：{nearest}", $"nearest quotas that can be met: {nearest}");
        return new JobFailure("产业名额无法满足，未入选任何项目；请按上面的建议调整名额", "the quotas cannot be met and nothing was selected; adjust them as proposed above");
    }
}
