using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Batches;

public sealed class BatchTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task What_a_request_leaves_open_comes_from_the_city()
    {
        var batch = await registry.Batches.CreateBatchAsync(new CreateBatchRequest { Name = "第二批", Year = 2026, Capacity = 25 });
        Assert.Equal((BatchState.Draft, 9, 3, 5, "1"), (batch.State, batch.Criteria.Count, batch.MinimumReviews, batch.NoticeWorkingDays, batch.Etag));
        Assert.Equal(batch, await registry.Batches.GetBatchAsync(new GetBatchRequest { BatchId = batch.BatchId }));
    }

    [Fact]
    public async Task Requests_that_break_the_citys_rules_are_refused_and_store_nothing()
    {
        var before = await registry.ScalarAsync<int>("select count(*)::int from batch");
        await RefusedAsync(ErrorReason.NoticeTooShort, batch => batch.NoticeWorkingDays = 4);
        await RefusedAsync(ErrorReason.WeightsNot100, batch => batch.Criteria.Add(new Criterion { CriterionId = "only", Group = CriterionGroup.BasicResearch, NameZh = "一", NameEn = "One", Weight = 99 }));
        await RefusedAsync(ErrorReason.IndustryUnknown, batch => batch.Quotas.Add(new Quota { Code = "fishery", Minimum = 1 }));
        await RefusedAsync(ErrorReason.InvalidField, batch => batch.Quotas.AddRange([new Quota { Code = "electronics" }, new Quota { Kind = QuotaKind.Industry, Code = "electronics" }]));
        await RefusedAsync(ErrorReason.InvalidField, batch => batch.Quotas.Add(new Quota { Kind = QuotaKind.Track, Code = "electronics" }));
        await RefusedAsync(ErrorReason.InvalidField, batch => batch.Quotas.Add(new Quota { Kind = QuotaKind.District, Code = "999999" }));
        await RefusedAsync(ErrorReason.InvalidField, batch => batch.Capacity = 0);
        Assert.Equal(before, await registry.ScalarAsync<int>("select count(*)::int from batch"));
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_page_by_page()
    {
        List<string> created = [];
        for (var i = 0; i < 3; i++)
        {
            created.Add((await registry.Batches.CreateBatchAsync(new CreateBatchRequest { Name = $"列表 {i}", Year = 2026, Capacity = 1 })).BatchId);
        }

        var first = await registry.Batches.ListBatchesAsync(new ListBatchesRequest { PageSize = 2 });
        var second = await registry.Batches.ListBatchesAsync(new ListBatchesRequest { PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal(Enumerable.Reverse(created), first.Batches.Concat(second.Batches).Select(batch => batch.BatchId).Where(created.Contains));
    }

    [Fact]
    public async Task A_step_out_of_turn_is_refused_with_the_state_it_needs()
    {
        var journey = await Journey.OpenAsync(registry);
        Assert.Contains("申报中", await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.OpenBatchAsync(journey.Step)), StringComparison.Ordinal);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.RankBatchAsync(journey.Step));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.SelectProjectsAsync(journey.Step));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, journey.ProposeAdmissionAsync());
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId }));
        await Refused.ByAsync(NotFound, ErrorReason.NotFound, registry.Batches.OpenBatchAsync(new BatchStepRequest { BatchId = Guid.Empty.ToString() }));
        Assert.Equal(BatchState.Open, (await journey.BatchAsync()).State);
    }

    private Task RefusedAsync(ErrorReason reason, Action<CreateBatchRequest> with)
    {
        var request = new CreateBatchRequest { Name = "违规", Year = 2026, Capacity = 25 };
        with(request);
        return Refused.ByAsync(InvalidArgument, reason, registry.Batches.CreateBatchAsync(request));
    }
}
