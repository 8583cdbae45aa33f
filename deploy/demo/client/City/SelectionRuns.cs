using Grpc.Core;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>Beside the first batch's official selection: its stability and two what-if runs. What is there already stays.</summary>
internal static class SelectionRuns
{
    public static async Task RunAsync(JobContext job)
    {
        var batch = (await Lists.BatchesAsync(job)).First(batch => batch.Name == Load.BatchName);
        var runs = (await job.Official.Selections.ListSelectionRunsAsync(
            new ListSelectionRunsRequest { BatchId = batch.BatchId, PageSize = 200 }, cancellationToken: job.Cancellation)).Runs;
        var whatIfs = runs.Where(run => run.Kind == SelectionRunKind.WhatIf).Select(run => run.Title).ToHashSet(StringComparer.Ordinal);
        foreach (var (title, change) in await WhatIfsAsync(job, batch))
        {
            if (!whatIfs.Contains(title))
                await WhatIfAsync(job, batch, title, change);
        }

        var stability = await StabilityAsync(job, batch);
        job.Printer.Note(
            $"重抽样 {stability.Resamples} 次，临界项目 {stability.BoundaryCount} 个；遴选运算 {runs.Count(run => run.Kind == SelectionRunKind.Official)} 次正式，试算 {whatIfs.Count} 次已有",
            $"{stability.Resamples} resamples, {stability.BoundaryCount} projects at the boundary; {runs.Count(run => run.Kind == SelectionRunKind.Official)} official runs, {whatIfs.Count} what-if runs were there");
    }

    private static async Task<IEnumerable<(string Title, WhatIf Change)>> WhatIfsAsync(JobContext job, Batch batch)
    {
        var reviews = await job.Official.Reviews.ListReviewsAsync(new ListReviewsRequest { BatchId = batch.BatchId, PageSize = 1 }, cancellationToken: job.Cancellation);
        var quotas = new QuotaList
        {
            Quotas =
            {
                batch.Quotas,
                new Quota { Kind = QuotaKind.Track, Code = "digital-economy", Minimum = 3, Maximum = 8 },
            },
        };
        return
        [
            ("加设数字经济赛道配额", new WhatIf { Quotas = quotas }),
            ("去掉一位评审专家", new WhatIf { WithoutReviewer = reviews.Reviews[0].ReviewerId }),
        ];
    }

    private static async Task WhatIfAsync(JobContext job, Batch batch, string title, WhatIf change)
    {
        var run = await job.Official.Selections.RunWhatIfAsync(
            new RunWhatIfRequest { BatchId = batch.BatchId, Title = title, Change = change, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        var comparison = await job.Official.Selections.CompareSelectionRunAsync(new GetSelectionRunRequest { RunId = run.RunId }, cancellationToken: job.Cancellation);
        job.Printer.Note(
            $"试算“{title}”：进入 {comparison.Entering.Count} 项，退出 {comparison.Leaving.Count} 项",
            $"what-if “{title}”: {comparison.Entering.Count} would enter, {comparison.Leaving.Count} would leave");
    }

    private static async Task<Stability> StabilityAsync(JobContext job, Batch batch)
    {
        try
        {
            return await job.Official.Selections.GetStabilityAsync(new GetStabilityRequest { BatchId = batch.BatchId }, cancellationToken: job.Cancellation);
        }
        catch (CallFailure nothing) when (nothing.Code == StatusCode.NotFound)
        {
            return await job.Official.Selections.AssessStabilityAsync(
                new BatchStepRequest { BatchId = batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }
}
