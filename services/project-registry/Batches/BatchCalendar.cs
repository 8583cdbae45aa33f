using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;

namespace Platform.ProjectRegistry.Batches;

/// <summary>The planned course of a batch: last instants of handing in, of corrections and of reviewing, and the day of the notice.</summary>
/// <remarks>Each may be open. Those that are set follow each other; an instant means "until and including".</remarks>
public sealed record BatchCalendar(DateTimeOffset? SubmitUntil, DateTimeOffset? CorrectionUntil, DateTimeOffset? ReviewUntil, DateOnly? PlannedNoticeDay)
{
    /// <summary>Nothing planned.</summary>
    public static BatchCalendar Open { get; } = new(null, null, null, null);

    public static BatchCalendar Of(BatchRow batch) => new(batch.SubmitUntil, batch.CorrectionUntil, batch.ReviewUntil, batch.PlannedNoticeDay);

    /// <summary>The same hours so many days later; China keeps no summer time.</summary>
    public BatchCalendar MovedBy(int days) => new(
        SubmitUntil?.AddDays(days), CorrectionUntil?.AddDays(days), ReviewUntil?.AddDays(days), PlannedNoticeDay?.AddDays(days));

    public static BatchCalendar Read(Timestamp? submitUntil, Timestamp? correctionUntil, Timestamp? reviewUntil, string plannedNoticeDay) => new(
        submitUntil?.ToDateTimeOffset(),
        correctionUntil?.ToDateTimeOffset(),
        reviewUntil?.ToDateTimeOffset(),
        plannedNoticeDay.Length == 0 ? null
            : CityDays.Parse(plannedNoticeDay) ?? throw BatchErrors.NoDay("planned_notice_day").ToException());

    /// <summary>Refuses a calendar out of order. The schema holds the same.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public void CheckOrder()
    {
        if (SubmitUntil > CorrectionUntil || SubmitUntil > ReviewUntil)
        {
            throw BatchErrors.CalendarOrder("submit_until").ToException();
        }

        if (CorrectionUntil > ReviewUntil)
        {
            throw BatchErrors.CalendarOrder("correction_until").ToException();
        }

        if (PlannedNoticeDay is { } day && (ReviewUntil ?? CorrectionUntil ?? SubmitUntil) is { } last && day < CityDays.Of(last))
        {
            throw BatchErrors.CalendarOrder("planned_notice_day").ToException();
        }
    }

    /// <summary>Refuses what lies in the past, or changes what has passed.</summary>
    /// <param name="former">Null for a new batch.</param>
    /// <exception cref="Chassis.Errors.FailedException">PAST_DATE, DEADLINE_PASSED.</exception>
    public void CheckAgainst(BatchCalendar? former, DateTimeOffset now)
    {
        CheckInstant("submit_until", former?.SubmitUntil, SubmitUntil, now);
        CheckInstant("correction_until", former?.CorrectionUntil, CorrectionUntil, now);
        CheckInstant("review_until", former?.ReviewUntil, ReviewUntil, now);
        if (PlannedNoticeDay is { } day && day != former?.PlannedNoticeDay && day < CityDays.Of(now))
        {
            throw BatchErrors.CalendarPast("planned_notice_day").ToException();
        }
    }

    private static void CheckInstant(string field, DateTimeOffset? former, DateTimeOffset? wanted, DateTimeOffset now)
    {
        if (former == wanted)
        {
            return;
        }

        if (former < now)
        {
            throw BatchErrors.CalendarPassed(field, former.Value).ToException();
        }

        if (wanted < now)
        {
            throw BatchErrors.CalendarPast(field).ToException();
        }
    }
}
