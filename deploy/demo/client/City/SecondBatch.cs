using Google.Protobuf.WellKnownTypes;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>The year's second batch: copied from the first, by the second version of the city's rubric, with a calendar, open.</summary>
internal static class SecondBatch
{
    public const string Name = "2026 年第二批（示范）";
    private const int Number = 2;

    public static async Task RunAsync(JobContext job)
    {
        var batches = await Lists.BatchesAsync(job);
        if (batches.FirstOrDefault(batch => batch.Name == Load.BatchName) is not { } first)
            return;
        var rubric = await RubricAsync(job, first.RubricVersionId);
        var second = batches.FirstOrDefault(batch => batch.Name == Name) ?? await job.Official.Batches.CopyBatchAsync(
            new CopyBatchRequest { BatchId = first.BatchId, Name = Name, Year = first.Year, WithoutCalendar = true, RequestId = job.NewRequestId() },
            cancellationToken: job.Cancellation);
        if (second.State == BatchState.Draft)
        {
            await PlanAsync(job, second, rubric);
            await job.Official.Batches.OpenBatchAsync(new BatchStepRequest { BatchId = second.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        job.Printer.Note($"《{Name}》申报中，评分标准第 {Number} 版", $"“{Name}” is open, scored by version {Number} of the rubric");
    }

    /// <summary>Version 2 of the rubric, which lets a weak score for independence veto; published.</summary>
    private static async Task<string> RubricAsync(JobContext job, string from)
    {
        var known = await job.Official.Rubrics.ListRubricsAsync(new ListRubricsRequest { PageSize = 200 }, cancellationToken: job.Cancellation);
        var versions = known.Rubrics.First(rubric => rubric.Versions.Any(version => version.RubricVersionId == from)).Versions;
        var id = versions.FirstOrDefault(version => version.Number == Number)?.RubricVersionId ?? (await job.Official.Rubrics.CreateRubricVersionAsync(
            new CreateRubricVersionRequest { RubricVersionId = from, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation)).RubricVersionId;
        var version = await job.Official.Rubrics.GetRubricVersionAsync(new GetRubricVersionRequest { RubricVersionId = id }, cancellationToken: job.Cancellation);
        if (version.State != RubricState.Draft)
            return id;
        version.Criteria.First(criterion => criterion.CriterionId == "independence").Veto = new Veto { Rule = VetoRule.MeanBelow, Below = 60 };
        var mask = new FieldMask { Paths = { "criteria" } };
        await job.Official.Rubrics.UpdateRubricVersionAsync(
            new UpdateRubricVersionRequest { RubricVersion = version, UpdateMask = mask, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        await job.Official.Rubrics.PublishRubricVersionAsync(
            new RubricVersionStepRequest { RubricVersionId = id, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        return id;
    }

    private static async Task PlanAsync(JobContext job, Batch batch, string rubric)
    {
        var now = job.Clock.GetUtcNow();
        batch.RubricVersionId = rubric;
        batch.SubmitUntil = Timestamp.FromDateTimeOffset(now.AddDays(45));
        batch.CorrectionUntil = Timestamp.FromDateTimeOffset(now.AddDays(52));
        batch.ReviewUntil = Timestamp.FromDateTimeOffset(now.AddDays(75));
        batch.PlannedNoticeDay = now.AddDays(80).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var mask = new FieldMask { Paths = { "rubric_version_id", "submit_until", "correction_until", "review_until", "planned_notice_day" } };
        await job.Official.Batches.UpdateBatchAsync(new UpdateBatchRequest { Batch = batch, UpdateMask = mask, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }
}
