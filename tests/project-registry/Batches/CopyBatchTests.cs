using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Batches;

public sealed class CopyBatchTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private DateTimeOffset Second => DateTimeOffset.FromUnixTimeSeconds(registry.Clock.GetUtcNow().ToUnixTimeSeconds());

    [Fact]
    public async Task A_copy_has_rubric_seats_quotas_and_the_moved_calendar_and_begins_as_a_draft()
    {
        var from = await registry.Batches.CreateBatchAsync(Model("上半年批次"));
        await registry.Batches.OpenBatchAsync(new BatchStepRequest { BatchId = from.BatchId });
        var request = new CopyBatchRequest { BatchId = from.BatchId, Name = "下半年批次", Year = 2027, ShiftDays = 182, RequestId = "copy-1" };
        var copy = await registry.Batches.CopyBatchAsync(request);
        Assert.Equal(("下半年批次", 2027, BatchState.Draft, 7), (copy.Name, copy.Year, copy.State, copy.Capacity));
        Assert.Equal((from.Quotas, from.RubricVersionId, from.Criteria), (copy.Quotas, copy.RubricVersionId, copy.Criteria));
        Assert.Equal((from.MinimumReviews, 4, true, 8), (copy.MinimumReviews, copy.ReviewersPerApplication, copy.AnonymousReview, copy.NoticeWorkingDays));
        Assert.Equal(from.SubmitUntil.ToDateTimeOffset().AddDays(182), copy.SubmitUntil.ToDateTimeOffset());
        Assert.Equal(from.ReviewUntil.ToDateTimeOffset().AddDays(182), copy.ReviewUntil.ToDateTimeOffset());
        Assert.Equal(CityDays.Parse(from.PlannedNoticeDay)!.Value.AddDays(182), CityDays.Parse(copy.PlannedNoticeDay));
        Assert.Null(copy.CorrectionUntil);
        Assert.Equal(copy, await registry.Batches.CopyBatchAsync(request));

        var larger = await registry.Batches.CopyBatchAsync(new CopyBatchRequest { BatchId = from.BatchId, Name = "扩容批次", Year = 2027, Capacity = 30, WithoutCalendar = true });
        Assert.Equal((30, null, ""), (larger.Capacity, larger.SubmitUntil, larger.PlannedNoticeDay));
    }

    [Fact]
    public async Task A_copy_whose_calendar_would_lie_in_the_past_is_refused()
    {
        var from = await registry.Batches.CreateBatchAsync(Model("往年批次"));
        await Refused.ByAsync(InvalidArgument, ErrorReason.PastDate, registry.Batches.CopyBatchAsync(new CopyBatchRequest { BatchId = from.BatchId, Name = "照抄", Year = 2026, ShiftDays = -30 }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Batches.CopyBatchAsync(new CopyBatchRequest { BatchId = Guid.Empty.ToString(), Name = "无源", Year = 2026 }));
        Assert.Equal(0, await registry.ScalarAsync<int>("select count(*)::int from batch where name in ('照抄', '无源')"));
    }

    [Fact]
    public async Task Several_batches_of_one_year_run_side_by_side_each_by_its_own_rubric()
    {
        var first = await Journey.UnderReviewAsync(registry, batch => batch.Name = "二〇二六年第一批");
        var second = await Journey.OpenAsync(registry, batch =>
        {
            batch.Name = "二〇二六年第二批";
            batch.Criteria.Add(new Criterion { CriterionId = "only", Group = CriterionGroup.CoreTechnology, NameZh = "唯一", NameEn = "Only", Weight = 100 });
        });
        Assert.Equal((BatchState.UnderReview, BatchState.Open), ((await first.BatchAsync()).State, (await second.BatchAsync()).State));
        Assert.Equal((9, 1), ((await first.BatchAsync()).Criteria.Count, (await second.BatchAsync()).Criteria.Count));
    }

    private CreateBatchRequest Model(string name) => new()
    {
        Name = name,
        Year = 2026,
        Capacity = 7,
        ReviewersPerApplication = 4,
        AnonymousReview = true,
        NoticeWorkingDays = 8,
        SubmitUntil = Timestamp.FromDateTimeOffset(Second.AddDays(10)),
        ReviewUntil = Timestamp.FromDateTimeOffset(Second.AddDays(20)),
        PlannedNoticeDay = CityDays.Text(CityDays.Of(Second.AddDays(25))),
        Quotas = { new Quota { Code = "electronics", Minimum = 1, Maximum = 3 }, new Quota { Code = "new-materials", Minimum = 2 } },
    };
}
