using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>A new draft with the rubric version, figures and quotas of another batch, and its calendar moved by so many days.</summary>
internal static class CopyBatch
{
    public static Task<Batch> RunAsync(Store store, ServerCallContext call, CopyBatchRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var from = await BatchRow.ReadAsync(change, Guid.Parse(request.BatchId));
            await RubricOfBatch.PublishedAsync(change, from.RubricVersionId);
            var calendar = request.WithoutCalendar ? BatchCalendar.Open : BatchCalendar.Of(from).MovedBy(request.ShiftDays);
            calendar.CheckAgainst(former: null, change.Now);
            var id = change.NewId();
            await InsertAsync(change, id, request, calendar);
            await CopyQuotasAsync(change, from.BatchId, id);
            change.Audit("batch.copy", "batch", id.ToString(), new { from = request.BatchId });
            return (await BatchRow.ReadAsync(change, id)).ToMessage();
        });

    private static Task InsertAsync(Change change, Guid id, CopyBatchRequest request, BatchCalendar calendar)
    {
        const string sql = """
            insert into batch (batch_id, name, year, state, capacity, minimum_reviews, notice_working_days, rehearsal, created_at,
                submit_until, correction_until, review_until, planned_notice_day, anonymous_review, reviewers_per_application, rubric_version_id,
                normalisation, justification_required)
            select @id, @name, @Year, @draft, coalesce(nullif(@Capacity, 0), b.capacity), b.minimum_reviews, b.notice_working_days, b.rehearsal, @Now,
                @SubmitUntil, @CorrectionUntil, @ReviewUntil, @PlannedNoticeDay, b.anonymous_review, b.reviewers_per_application, b.rubric_version_id,
                b.normalisation, b.justification_required
            from batch b
            where b.batch_id = @from
            """;
        return change.ExecuteAsync(sql, new
        {
            id, name = request.Name.Trim(), request.Year, draft = (short)BatchState.Draft, request.Capacity, change.Now,
            calendar.SubmitUntil, calendar.CorrectionUntil, calendar.ReviewUntil, calendar.PlannedNoticeDay, from = Guid.Parse(request.BatchId),
        });
    }

    private static Task CopyQuotasAsync(Change change, Guid from, Guid to)
    {
        const string sql = """
            insert into quota (batch_id, number, kind, industry, minimum, maximum)
            select @to, number, kind, industry, minimum, maximum from quota where batch_id = @from
            """;
        return change.ExecuteAsync(sql, new { from, to });
    }
}
