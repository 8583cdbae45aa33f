using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>Reviews are closed and the ranking is stored.</summary>
internal static class Rank
{
    public static readonly Step Step = new("rank", "按评分排序", "Rank by the scores", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        job.Ranking = await job.Official.Batches.RankBatchAsync(
            new BatchStepRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        while (job.Ranking.NextPageToken.Length > 0)
        {
            var next = await job.Official.Batches.GetRankingAsync(
                new GetRankingRequest { BatchId = job.Batch.BatchId, PageSize = 1000, PageToken = job.Ranking.NextPageToken }, cancellationToken: job.Cancellation);
            job.Ranking.Applications.AddRange(next.Applications);
            job.Ranking.NextPageToken = next.NextPageToken;
        }

        var ranked = job.Ranking.Applications;
        job.Printer.Note(
            $"{ranked.Count} 项，最高 {ranked[0].TotalScore}（{ranked[0].ProjectName}），最低 {ranked[^1].TotalScore}",
            $"{ranked.Count} applications, highest {ranked[0].TotalScore} ({ranked[0].ProjectName}), lowest {ranked[^1].TotalScore}");
    }
}
