using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Selection;

public sealed class SelectProjectsTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Quotas_that_clash_are_answered_with_the_nearest_ones_and_leave_everything_as_it_was()
    {
        var journey = await Journey.RankedAsync(registry);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        Quota[] impossible = [new() { Code = "life-health", Minimum = 3 }, new() { Code = "electronics", Minimum = 1, Maximum = 0 }];
        var preview = await registry.Batches.PreviewSelectionAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 2, Quotas = { impossible } });
        Assert.False(preview.Feasible);
        Assert.Equal(3, preview.Clashes.Count);
        Assert.All(preview.Clashes, clash => Assert.Equal(ErrorReason.QuotasClash, clash.Reason));
        Assert.Contains("3", preview.Clashes[0].Message, StringComparison.Ordinal);

        var before = await StateAsync(journey.BatchId);
        Assert.Contains("selected", before, StringComparison.Ordinal);
        await registry.Batches.SetQuotasAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 2, Quotas = { impossible } });
        var afterQuotas = await StateAsync(journey.BatchId);
        var sentence = await Refused.ByAsync(FailedPrecondition, ErrorReason.QuotasClash, registry.Batches.SelectProjectsAsync(journey.Step));
        Assert.Contains("生命健康", sentence, StringComparison.Ordinal);
        Assert.Equal(afterQuotas, await StateAsync(journey.BatchId));

        await registry.Batches.SetQuotasAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 2, Quotas = { preview.NearestQuotas } });
        Assert.True((await registry.Batches.SelectProjectsAsync(journey.Step)).Feasible);
    }

    [Fact]
    public async Task New_quotas_void_the_selection_and_a_published_one_takes_none()
    {
        var journey = await Journey.RankedAsync(registry);
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await registry.Batches.SetQuotasAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 3 });
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.PublishNoticeAsync(journey.Step));
        var ranking = await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId });
        Assert.All(ranking.Applications, place => Assert.Equal(SelectionOutcome.Unspecified, place.Outcome));

        Assert.Equal(3, (await registry.Batches.SelectProjectsAsync(journey.Step)).Selected.Count);
        await registry.Batches.PublishNoticeAsync(journey.Step);
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.SetQuotasAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 4 }));
        await Refused.ByAsync(FailedPrecondition, ErrorReason.WrongState, registry.Batches.SelectProjectsAsync(journey.Step));
    }

    [Fact]
    public async Task Seats_that_nobody_may_take_stay_empty_and_are_told()
    {
        var journey = await Journey.RankedAsync(registry, batch => batch.Capacity = 9);
        var selection = await registry.Batches.SelectProjectsAsync(journey.Step);
        Assert.Equal((5, 4), (selection.Selected.Count, selection.EmptySeats));
        var ranking = await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId });
        Assert.Equal(9, ranking.Applications[0].CriterionScores.Count);
        Assert.All(ranking.Applications, place => Assert.Equal("按排名入选。", place.OutcomeReason));
    }

    [Fact]
    public async Task Quotas_of_several_kinds_are_stored_met_and_named_in_the_reason()
    {
        // By the file: 1 high-end, 2 life, 3 and 4 electronics, 5 high-end; 4 and 5 are of the track energy transition.
        var journey = await Journey.RankedAsync(registry, batch => batch.Quotas.AddRange(
            [new Quota { Kind = QuotaKind.Track, Code = "energy-transition", Minimum = 1 }, new Quota { Code = "electronics", Maximum = 0 }]));
        Assert.Equal([(QuotaKind.Track, "energy-transition"), (QuotaKind.Industry, "electronics")], (await journey.BatchAsync()).Quotas.Select(quota => (quota.Kind, quota.Code)));
        var selection = await registry.Batches.SelectProjectsAsync(journey.Step);
        Assert.Equal([1, 5], selection.Selected.Select(place => place.Rank));
        Assert.Equal("为满足赛道“能源转型”至少 1 项的要求入选。", selection.Selected[1].OutcomeReason);
        var ranking = await registry.Batches.GetRankingAsync(new GetRankingRequest { BatchId = journey.BatchId });
        Assert.Equal(["名额用于满足其他类别的下限。", "电子信息已达上限 0 项。"], ranking.Applications.Skip(1).Take(2).Select(place => place.OutcomeReason));

        Quota[] impossible = [new() { Kind = QuotaKind.Track, Code = "energy-transition", Minimum = 2 }, new() { Code = "high-end-equipment", Maximum = 0 }];
        var clash = Assert.Single((await registry.Batches.PreviewSelectionAsync(new SelectionRequest { BatchId = journey.BatchId, Capacity = 2, Quotas = { impossible } })).Clashes);
        Assert.Equal([QuotaKind.Track, QuotaKind.Industry], clash.Classes.Select(one => one.Kind));
        Assert.Equal("在 2 个名额内，以下要求无法同时满足（类别之间有共同的项目）：赛道“能源转型”至少 2 项、高端装备制造至多 0 项。", clash.Message);
    }

    private Task<string> StateAsync(string batchId) => registry.ScalarAsync<string>(
        """
        select concat_ws(' ', b.state, b.version, case when b.selected_at is not null then 'selected' end, (select string_agg(r.outcome::text, ',' order by r.rank) from ranking r where r.batch_id = b.batch_id))
        from batch b where b.batch_id = @batchId::uuid
        """,
        new { batchId });
}
