using System.Globalization;
using Platform.Demo.City;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>A rehearsal batch with capacity and quotas is created and opened.</summary>
internal static class OpenBatch
{
    public static readonly Step Step = new("open-batch", "创建并开放申报批次（演练）", "Create and open a batch (rehearsal)", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        var now = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(job.Clock.GetUtcNow(), "Asia/Shanghai");
        var options = job.Options;
        var created = await job.Official.Batches.CreateBatchAsync(
            new CreateBatchRequest
            {
                Name = options.BatchName.Length > 0 ? options.BatchName : now.ToString("yyyy 年演练批次 MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Year = now.Year,
                Capacity = options.Capacity,
                Quotas = { options.Quotas ?? (options.Applications is null ? Shipped(options.Capacity) : []) },
                MinimumReviews = options.Reviewers,
                NoticeWorkingDays = 0,
                Rehearsal = true,
                RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
        job.Batch = await job.Official.Batches.OpenBatchAsync(
            new BatchStepRequest { BatchId = created.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);

        var quotas = string.Join(job.Printer.Pick("，", ", "), job.Batch.Quotas.Select(quota => Text(quota, job.Printer.English)));
        job.Printer.Note(
            $"《{job.Batch.Name}》名额 {job.Batch.Capacity}，产业名额：{(quotas.Length > 0 ? quotas : "不限")}；评分指标 {job.Batch.Criteria.Count} 项",
            $"“{job.Batch.Name}”: capacity {job.Batch.Capacity}, quotas: {(quotas.Length > 0 ? quotas : "none")}; {job.Batch.Criteria.Count} criteria");
    }

    /// <summary>As the user writes it: 产业=min..max.</summary>
    public static string Text(Quota quota, bool english) =>
        $"{Classes.NameOf(quota, english)}={quota.Minimum}..{(quota.HasMaximum ? quota.Maximum.ToString(CultureInfo.InvariantCulture) : "")}";

    /// <summary>For the shipped applications: 8 to 32 per cent of the seats for each industry, 2 to 8 of 25.</summary>
    private static IEnumerable<Quota> Shipped(int capacity) => Industries.All.Select(
        industry => new Quota { Code = industry.Code, Minimum = capacity * 8 / 100, Maximum = ((capacity * 32) + 99) / 100 });
}
