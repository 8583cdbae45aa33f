using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>Starts a batch as a draft, with the city's rubric and rules where the request leaves them open.</summary>
internal static class CreateBatch
{
    public static Task<Batch> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateBatchRequest request)
    {
        var rules = CityRules.Current;
        var criteria = request.Criteria.Count > 0 ? request.Criteria : Rubric.Default();
        Rubric.Check([.. criteria]);
        var quotas = QuotaMessages.Read(request.Quotas, catalogue);
        var days = request.HasNoticeWorkingDays ? request.NoticeWorkingDays : rules.MinimumNoticeWorkingDays;
        if (days < rules.MinimumNoticeWorkingDays && !request.Rehearsal)
        {
            throw BatchErrors.NoticeTooShort(rules.MinimumNoticeWorkingDays).ToException();
        }

        var calendar = BatchCalendar.Read(request.SubmitUntil, request.CorrectionUntil, request.ReviewUntil, request.PlannedNoticeDay);
        calendar.CheckOrder();
        var reviews = request.MinimumReviews > 0 ? request.MinimumReviews : rules.MinimumReviews;
        var reviewers = request.ReviewersPerApplication > 0 ? request.ReviewersPerApplication : reviews;
        if (reviewers < reviews)
        {
            throw BatchErrors.FewerReviewersThanReviews.ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            calendar.CheckAgainst(former: null, change.Now);
            var id = change.NewId();
            await InsertAsync(change, id, request, days, reviews, reviewers, calendar);
            await InsertCriteriaAsync(change, id, [.. criteria]);
            await SetQuotas.InsertAsync(change, id, quotas);
            change.Audit("batch.create", "batch", id.ToString(), new { request.Capacity, request.Rehearsal });
            return (await BatchRow.ReadAsync(change, id)).ToMessage();
        });
    }

    private static Task InsertAsync(Change change, Guid id, CreateBatchRequest request, int days, int reviews, int reviewers, BatchCalendar calendar)
    {
        const string sql = """
            insert into batch (batch_id, name, year, state, capacity, minimum_reviews, notice_working_days, rehearsal, created_at,
                submit_until, correction_until, review_until, planned_notice_day, anonymous_review, reviewers_per_application)
            values (@id, @Name, @Year, @state, @Capacity, @reviews, @days, @Rehearsal, @Now,
                @SubmitUntil, @CorrectionUntil, @ReviewUntil, @PlannedNoticeDay, @AnonymousReview, @reviewers)
            """;
        return change.ExecuteAsync(sql, new
        {
            id, request.Name, request.Year, state = (short)BatchState.Draft, request.Capacity, reviews, days, request.Rehearsal, change.Now,
            calendar.SubmitUntil, calendar.CorrectionUntil, calendar.ReviewUntil, calendar.PlannedNoticeDay, request.AnonymousReview, reviewers,
        });
    }

    private static Task InsertCriteriaAsync(Change change, Guid batchId, IReadOnlyList<Criterion> criteria)
    {
        const string sql = """
            insert into criterion (batch_id, number, criterion_id, criterion_group, name_zh, name_en, weight)
            select @batchId, c.number, c.criterion_id, c.criterion_group, c.name_zh, c.name_en, c.weight
            from unnest(@ids, @groups, @namesZh, @namesEn, @weights)
                with ordinality as c (criterion_id, criterion_group, name_zh, name_en, weight, number)
            """;
        return change.ExecuteAsync(sql, new
        {
            batchId,
            ids = criteria.Select(criterion => criterion.CriterionId).ToArray(),
            groups = criteria.Select(criterion => (short)criterion.Group).ToArray(),
            namesZh = criteria.Select(criterion => criterion.NameZh).ToArray(),
            namesEn = criteria.Select(criterion => criterion.NameEn).ToArray(),
            weights = criteria.Select(criterion => criterion.Weight).ToArray(),
        });
    }
}
