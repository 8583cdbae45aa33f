using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Rubrics;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>Starts a batch as a draft, with the city's rubric and rules where the request leaves them open.</summary>
internal static class CreateBatch
{
    public static Task<Batch> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateBatchRequest request)
    {
        CheckRubric(request);
        var quotas = QuotaMessages.Read(request.Quotas, catalogue);
        var batch = Read(request);
        BatchRules.Check(batch, request.Rehearsal);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            batch.Calendar.CheckAgainst(former: null, change.Now);
            var id = change.NewId();
            await InsertAsync(change, id, request, batch, await RubricOfBatch.ForNewAsync(change, request));
            await SetQuotas.InsertAsync(change, id, quotas);
            change.Audit("batch.create", "batch", id.ToString(), new { request.Capacity, request.Rehearsal });
            return (await BatchRow.ReadAsync(change, id)).ToMessage();
        });
    }

    private static void CheckRubric(CreateBatchRequest request)
    {
        if (request.Criteria.Count == 0)
        {
            return;
        }

        if (request.RubricVersionId.Length > 0)
        {
            throw BatchErrors.CriteriaOrRubric.ToException();
        }

        RubricRules.CheckComplete(request.Criteria, new Scale { Maximum = 100 });
    }

    private static BatchFigures Read(CreateBatchRequest request)
    {
        var rules = CityRules.Current;
        var reviews = request.MinimumReviews > 0 ? request.MinimumReviews : rules.MinimumReviews;
        return new(
            request.Name.Trim(),
            request.Year,
            reviews,
            request.ReviewersPerApplication > 0 ? request.ReviewersPerApplication : reviews,
            request.AnonymousReview,
            request.HasNoticeWorkingDays ? request.NoticeWorkingDays : rules.MinimumNoticeWorkingDays,
            BatchCalendar.Read(request.SubmitUntil, request.CorrectionUntil, request.ReviewUntil, request.PlannedNoticeDay));
    }

    private static Task InsertAsync(Change change, Guid id, CreateBatchRequest request, BatchFigures batch, Guid rubricVersionId)
    {
        const string sql = """
            insert into batch (batch_id, name, year, state, capacity, minimum_reviews, notice_working_days, rehearsal, created_at,
                submit_until, correction_until, review_until, planned_notice_day, anonymous_review, reviewers_per_application, rubric_version_id)
            values (@id, @Name, @Year, @state, @Capacity, @MinimumReviews, @NoticeWorkingDays, @Rehearsal, @Now,
                @SubmitUntil, @CorrectionUntil, @ReviewUntil, @PlannedNoticeDay, @AnonymousReview, @ReviewersPerApplication, @rubricVersionId)
            """;
        return change.ExecuteAsync(sql, new
        {
            id, batch.Name, batch.Year, state = (short)BatchState.Draft, request.Capacity, batch.MinimumReviews, batch.NoticeWorkingDays, request.Rehearsal, change.Now,
            batch.Calendar.SubmitUntil, batch.Calendar.CorrectionUntil, batch.Calendar.ReviewUntil, batch.Calendar.PlannedNoticeDay,
            batch.AnonymousReview, batch.ReviewersPerApplication, rubricVersionId,
        });
    }
}
