using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>The selection is put on public notice; a rehearsal may give it no working day.</summary>
internal static class PublishNotice
{
    public static readonly Step Step = new("notice", "公示", "Public notice", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        job.Batch = await job.Official.Batches.PublishNoticeAsync(
            new BatchStepRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        job.Printer.Note(
            $"演练批次公示 {job.Batch.NoticeWorkingDays} 个工作日（正式批次不少于 5 个）：{job.Batch.NoticeFirstDay} 至 {job.Batch.NoticeLastDay}",
            $"rehearsal: {job.Batch.NoticeWorkingDays} working days of notice (a real batch has 5 or more), {job.Batch.NoticeFirstDay} to {job.Batch.NoticeLastDay}");
    }
}
