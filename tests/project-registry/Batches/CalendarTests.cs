using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Batches;

public sealed class CalendarTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private const string Firm = RegistryFixture.FirstFirm;

    private readonly DateTimeOffset _start = registry.Clock.GetUtcNow();

    [Fact]
    public async Task The_calendar_is_kept_as_given()
    {
        var request = New("有日程的批次");
        (request.SubmitUntil, request.CorrectionUntil, request.ReviewUntil) = (In(10), In(15), In(30));
        (request.PlannedNoticeDay, request.AnonymousReview, request.ReviewersPerApplication) = (Day(31), true, 5);
        var batch = await registry.Batches.CreateBatchAsync(request);
        Assert.Equal((request.SubmitUntil, request.CorrectionUntil, request.ReviewUntil), (batch.SubmitUntil, batch.CorrectionUntil, batch.ReviewUntil));
        Assert.Equal((request.PlannedNoticeDay, true, 5, 3), (batch.PlannedNoticeDay, batch.AnonymousReview, batch.ReviewersPerApplication, batch.MinimumReviews));
    }

    [Fact]
    public async Task A_calendar_out_of_order_or_in_the_past_is_refused()
    {
        await RefusedAsync(ErrorReason.InvalidField, batch => (batch.SubmitUntil, batch.CorrectionUntil) = (In(10), In(9)));
        await RefusedAsync(ErrorReason.InvalidField, batch => (batch.CorrectionUntil, batch.ReviewUntil) = (In(10), In(9)));
        await RefusedAsync(ErrorReason.InvalidField, batch => (batch.SubmitUntil, batch.ReviewUntil) = (In(10), In(9)));
        await RefusedAsync(ErrorReason.InvalidField, batch => (batch.ReviewUntil, batch.PlannedNoticeDay) = (In(10), Day(9)));
        await RefusedAsync(ErrorReason.InvalidField, batch => batch.PlannedNoticeDay = "2026-02-30");
        await RefusedAsync(ErrorReason.InvalidField, batch => batch.ReviewersPerApplication = 2);
        await RefusedAsync(ErrorReason.PastDate, batch => batch.SubmitUntil = In(-1));
        await RefusedAsync(ErrorReason.PastDate, batch => batch.PlannedNoticeDay = Day(-2));

        Task RefusedAsync(ErrorReason reason, Action<CreateBatchRequest> with)
        {
            var request = New("乱序");
            with(request);
            return Refused.ByAsync(InvalidArgument, reason, registry.Batches.CreateBatchAsync(request));
        }
    }

    [Fact]
    public async Task A_deadline_that_passes_while_a_firm_edits_refuses_what_it_sends_and_keeps_what_was_stored()
    {
        var until = In(2);
        var journey = await Journey.OpenAsync(registry, batch => batch.SubmitUntil = until);
        var draft = await registry.Firm(Firm).CreateApplicationAsync(new CreateApplicationRequest
        {
            BatchId = journey.BatchId,
            Application = new Application { ProjectName = "临近截止", OrganisationName = "珩舟", Industry = "auto-parts", Summary = "简介", ContactName = "韩工" },
        });

        registry.Clock.Move(TimeSpan.FromDays(2) + TimeSpan.FromSeconds(1));
        draft.Summary = "截止后改的简介";
        var late = await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, registry.Firm(Firm).UpdateApplicationAsync(new UpdateApplicationRequest { Application = draft }));
        Assert.Contains(CityDays.Text(until.ToDateTimeOffset()), late, StringComparison.Ordinal);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, registry.Firm(Firm).SubmitApplicationAsync(new ApplicationStepRequest { ApplicationId = draft.ApplicationId }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, registry.Firm(Firm).CreateApplicationAsync(new CreateApplicationRequest
        {
            BatchId = journey.BatchId, Application = new Application { ProjectName = "迟到", OrganisationName = "珩舟" },
        }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, registry.ImportAsync("applications-5.csv", journey.BatchId));
        var stored = await registry.Firm(Firm).GetApplicationAsync(new GetApplicationRequest { ApplicationId = draft.ApplicationId });
        Assert.Equal((ApplicationState.Draft, "简介", draft.Etag), (stored.State, stored.Summary, stored.Etag));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from application where batch_id = @id::uuid", new { id = journey.BatchId }));

        // Nothing closes by itself: officials take the batch onward.
        Assert.Equal(BatchState.Open, (await journey.BatchAsync()).State);
    }

    [Fact]
    public void The_deadline_itself_is_in_time() => Assert.Equal(
        (false, true, false),
        (SubmissionDeadline.IsOver(_start, _start), SubmissionDeadline.IsOver(_start, _start.AddTicks(1)), SubmissionDeadline.IsOver(null, _start)));

    [Fact]
    public async Task A_new_end_of_submission_is_stored_and_told_to_the_firms_that_take_part()
    {
        var journey = await Journey.OpenAsync(registry, batch => batch.SubmitUntil = In(5));
        await registry.ImportAsync("applications-5.csv", journey.BatchId);
        var updated = await UpdateAsync(journey, batch => batch.SubmitUntil = In(9), "submit_until");
        Assert.Equal(In(9), updated.SubmitUntil);
        Assert.Equal("3", updated.Etag);
        Assert.Equal(1, await registry.ScalarAsync<int>(
            "select count(*)::int from notification where topic = 'batch.submit-until' and organisation_code = @Firm and text_zh like '%' || @until || '%'",
            new { Firm, until = CityDays.Text(In(9).ToDateTimeOffset()) }));
    }

    [Fact]
    public async Task A_deadline_that_has_passed_can_no_longer_be_changed()
    {
        var journey = await Journey.OpenAsync(registry, batch => (batch.SubmitUntil, batch.ReviewUntil) = (In(1), In(60)));
        registry.Clock.Move(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, UpdateAsync(journey, batch => batch.SubmitUntil = In(3), "submit_until"));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.DeadlinePassed, UpdateAsync(journey, batch => batch.SubmitUntil = null, "submit_until"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.PastDate, UpdateAsync(journey, batch => batch.ReviewUntil = In(1), "review_until"));
        // What lies ahead still moves, and the passed one may stand beside it unchanged.
        Assert.Equal(In(40), (await UpdateAsync(journey, batch => batch.ReviewUntil = In(40), "submit_until", "review_until")).ReviewUntil);
    }

    [Fact]
    public async Task What_the_batch_has_behind_it_stays()
    {
        var journey = await Journey.UnderReviewAsync(registry);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, UpdateAsync(journey, batch => batch.MinimumReviews = 2, "minimum_reviews"));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, UpdateAsync(journey, batch => batch.AnonymousReview = true, "anonymous_review"));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, UpdateAsync(journey, batch => batch.RubricVersionId = Guid.Empty.ToString(), "rubric_version_id"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, UpdateAsync(journey, batch => batch.Capacity = 9, "capacity"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.InvalidField, UpdateAsync(journey, batch => batch.Name = " ", "name"));
        Assert.Equal("改名的批次", (await UpdateAsync(journey, batch => batch.Name = "改名的批次", "name")).Name);
        var firm = new BatchService.BatchServiceClient(registry.Enterprise(Firm));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, firm.UpdateBatchAsync(new UpdateBatchRequest { Batch = new Batch { BatchId = journey.BatchId } }));
        await Refused.ByAsync(PermissionDenied, ErrorReason.RoleRequired, firm.CopyBatchAsync(new CopyBatchRequest { BatchId = journey.BatchId, Name = "越权", Year = 2026 }));
    }

    [Fact]
    public async Task The_second_of_two_officials_is_told_that_the_batch_has_changed()
    {
        var batch = await registry.Batches.CreateBatchAsync(New("两人同改"));
        var (mine, theirs) = (batch.Clone(), batch.Clone());
        (mine.Name, theirs.Name) = ("甲改的名", "乙改的名");
        await registry.Batches.UpdateBatchAsync(new UpdateBatchRequest { Batch = mine });
        await Refused.ByAsync(Aborted, ErrorReason.EtagMismatch, registry.Batches.UpdateBatchAsync(new UpdateBatchRequest { Batch = theirs }));
        Assert.Equal("甲改的名", (await registry.Batches.GetBatchAsync(new GetBatchRequest { BatchId = batch.BatchId })).Name);
    }

    private async Task<Batch> UpdateAsync(Journey journey, Action<Batch> with, params string[] paths)
    {
        var batch = await journey.BatchAsync();
        with(batch);
        return await registry.Batches.UpdateBatchAsync(new UpdateBatchRequest { Batch = batch, UpdateMask = new FieldMask { Paths = { paths } } });
    }

    private static CreateBatchRequest New(string name) => new() { Name = name, Year = 2026, Capacity = 25 };

    /// <summary>Whole seconds, as PostgreSQL keeps no more than microseconds.</summary>
    private Timestamp In(int days) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeSeconds(_start.ToUnixTimeSeconds()).AddDays(days));

    private string Day(int days) => CityDays.Text(CityDays.Of(_start.AddDays(days)));
}
