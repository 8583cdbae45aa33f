using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Batches;

/// <summary>What a person sets of a batch beyond seats and quotas.</summary>
public sealed class BatchDraft
{
    public string Name { get; set; } = "";
    public int Year { get; set; }
    public int MinimumReviews { get; set; } = 3;
    public int ReviewersPerApplication { get; set; } = 3;
    public bool AnonymousReview { get; set; }
    public int NoticeWorkingDays { get; set; } = 5;
    public string SubmitUntil { get; set; } = "";
    public string CorrectionUntil { get; set; } = "";
    public string ReviewUntil { get; set; } = "";
    public string PlannedNoticeDay { get; set; } = "";
    public string RubricVersionId { get; set; } = "";

    public static BatchDraft Of(Batch batch) => new()
    {
        Name = batch.Name,
        Year = batch.Year,
        MinimumReviews = batch.MinimumReviews,
        ReviewersPerApplication = batch.ReviewersPerApplication,
        AnonymousReview = batch.AnonymousReview,
        NoticeWorkingDays = batch.NoticeWorkingDays,
        SubmitUntil = Show.Field(batch.SubmitUntil),
        CorrectionUntil = Show.Field(batch.CorrectionUntil),
        ReviewUntil = Show.Field(batch.ReviewUntil),
        PlannedNoticeDay = batch.PlannedNoticeDay,
        RubricVersionId = batch.RubricVersionId,
    };

    public CreateBatchRequest ToRequest() => new()
    {
        Name = Name.Trim(),
        Year = Year,
        MinimumReviews = MinimumReviews,
        ReviewersPerApplication = Math.Max(ReviewersPerApplication, MinimumReviews),
        AnonymousReview = AnonymousReview,
        NoticeWorkingDays = NoticeWorkingDays,
        SubmitUntil = Show.Instant(SubmitUntil),
        CorrectionUntil = Show.Instant(CorrectionUntil),
        ReviewUntil = Show.Instant(ReviewUntil),
        PlannedNoticeDay = PlannedNoticeDay,
        RubricVersionId = RubricVersionId,
    };

    /// <summary>The batch with what the person changed, and the names of those fields; a field that was left alone stays exact.</summary>
    public (Batch Changed, List<string> Fields) ChangesTo(Batch batch)
    {
        var changed = batch.Clone();
        List<string> fields = [];
        var before = Of(batch);
        Set(Name != before.Name, "name", () => changed.Name = Name.Trim());
        Set(Year != before.Year, "year", () => changed.Year = Year);
        Set(MinimumReviews != before.MinimumReviews, "minimum_reviews", () => changed.MinimumReviews = MinimumReviews);
        Set(ReviewersPerApplication != before.ReviewersPerApplication, "reviewers_per_application", () => changed.ReviewersPerApplication = ReviewersPerApplication);
        Set(AnonymousReview != before.AnonymousReview, "anonymous_review", () => changed.AnonymousReview = AnonymousReview);
        Set(NoticeWorkingDays != before.NoticeWorkingDays, "notice_working_days", () => changed.NoticeWorkingDays = NoticeWorkingDays);
        Set(SubmitUntil != before.SubmitUntil, "submit_until", () => changed.SubmitUntil = Show.Instant(SubmitUntil));
        Set(CorrectionUntil != before.CorrectionUntil, "correction_until", () => changed.CorrectionUntil = Show.Instant(CorrectionUntil));
        Set(ReviewUntil != before.ReviewUntil, "review_until", () => changed.ReviewUntil = Show.Instant(ReviewUntil));
        Set(PlannedNoticeDay != before.PlannedNoticeDay, "planned_notice_day", () => changed.PlannedNoticeDay = PlannedNoticeDay);
        Set(RubricVersionId != before.RubricVersionId, "rubric_version_id", () => changed.RubricVersionId = RubricVersionId);
        return (changed, fields);

        void Set(bool differs, string field, Action change)
        {
            if (!differs)
                return;
            fields.Add(field);
            change();
        }
    }
}
