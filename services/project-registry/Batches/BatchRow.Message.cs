using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

public sealed partial class BatchRow
{
    public Batch ToMessage() => new()
    {
        BatchId = BatchId.ToString(),
        Name = Name,
        Year = Year,
        State = State,
        Capacity = Capacity,
        Quotas = { Quotas.Select(QuotaMessages.ToMessage) },
        Criteria = { Criteria },
        MinimumReviews = MinimumReviews,
        NoticeWorkingDays = NoticeWorkingDays,
        Rehearsal = Rehearsal,
        CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
        NoticeFirstDay = Day(NoticeFirstDay),
        NoticeLastDay = Day(NoticeLastDay),
        ApplicationCount = ApplicationCount,
        Etag = Etag.Of(Version),
        SubmitUntil = Instant(SubmitUntil),
        CorrectionUntil = Instant(CorrectionUntil),
        ReviewUntil = Instant(ReviewUntil),
        PlannedNoticeDay = Day(PlannedNoticeDay),
        AnonymousReview = AnonymousReview,
        ReviewersPerApplication = ReviewersPerApplication,
        RubricVersionId = RubricVersionId.ToString(),
        RubricName = RubricName,
        RubricNumber = RubricNumber,
        Scale = Scale,
    };

    private static Timestamp? Instant(DateTimeOffset? instant) => instant is { } known ? Timestamp.FromDateTimeOffset(known) : null;

    private static string Day(DateOnly? day) => day is { } known ? CityDays.Text(known) : "";
}
