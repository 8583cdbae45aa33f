namespace Platform.ProjectRegistry.Batches;

/// <summary>What officials set of a batch beyond seats and quotas.</summary>
internal sealed record BatchFigures(
    string Name,
    int Year,
    int MinimumReviews,
    int ReviewersPerApplication,
    bool AnonymousReview,
    int NoticeWorkingDays,
    BatchCalendar Calendar);

/// <summary>The city's rules for them.</summary>
internal static class BatchRules
{
    /// <exception cref="Chassis.Errors.FailedException">NOTICE_TOO_SHORT, INVALID_FIELD.</exception>
    public static void Check(BatchFigures batch, bool rehearsal)
    {
        if (batch.Name.Length < 2)
        {
            throw BatchErrors.NameMissing.ToException();
        }

        if (batch.NoticeWorkingDays < CityRules.Current.MinimumNoticeWorkingDays && !rehearsal)
        {
            throw BatchErrors.NoticeTooShort(CityRules.Current.MinimumNoticeWorkingDays).ToException();
        }

        if (batch.ReviewersPerApplication < batch.MinimumReviews)
        {
            throw BatchErrors.FewerReviewersThanReviews.ToException();
        }

        batch.Calendar.CheckOrder();
    }
}
