using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Selection.Explanations;

public sealed class ExplanationTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private SelectionService.SelectionServiceClient Selections => new(registry.Official());

    [Fact]
    public async Task Each_application_is_told_in_numbers_what_it_made_or_missed_the_list_by()
    {
        // 90, 80, 70, 60, 50 in the order of the file; two seats.
        var journey = await Journey.RankedAsync(registry);
        await Refused.ByAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, Selections.GetExplanationAsync(Of(journey, 1)));
        await registry.Batches.SelectProjectsAsync(journey.Step);

        var second = await Selections.GetExplanationAsync(Of(journey, 2));
        Assert.Equal(("按排名入选。", "70.0000", "10.0000", 3), (second.Summary, second.ThresholdScore, second.Margin, second.RivalRank));
        var third = await Selections.GetExplanationAsync(Of(journey, 3));
        Assert.Equal(("2 个名额已由排名更前的项目占满。", "80.0001", "10.0001", 2, "80.0000"), (third.Summary, third.ThresholdScore, third.Margin, third.RivalRank, third.RivalScore));
        Assert.Equal("总分 70.0000 分，在 5 项中排第 3 名。", third.Details[0]);
        Assert.Equal($"总分达到 80.0001 分即可入选，尚差 10.0001 分；名额现由第 2 名“{third.RivalProjectName}”（80.0000 分）占用。", third.Details[1]);
        Assert.Equal(9, third.Gaps.Count);
        Assert.Equal("-1.5000", third.Gaps[0].Effect);
        Assert.Contains(third.Gaps[0].CriterionId, (string[])["technical-advance", "independence"]);
        Assert.Contains($"“{third.Gaps[0].Name}”一项失分最多：70 对 80", third.Details[^1], StringComparison.Ordinal);

        var english = await Selections.GetExplanationAsync(Of(journey, 3), new Metadata { { "accept-language", "en" } });
        Assert.Equal("All 2 seats are taken by better ranks.", english.Summary);
        Assert.StartsWith("It would have been selected from a total of 80.0001 on; 10.0001 is lacking.", english.Details[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minimum_maximum_and_stability_are_told_with_their_figures()
    {
        var journey = await Journey.RankedAsync(registry, batch => batch.Quotas.AddRange(
            [new Quota { Code = "electronics", Maximum = 0 }, new Quota { Kind = QuotaKind.Track, Code = "energy-transition", Minimum = 1, Maximum = 2 }]));
        await registry.Batches.SelectProjectsAsync(journey.Step);
        await Selections.AssessStabilityAsync(journey.Step);

        var blocked = await Selections.GetExplanationAsync(Of(journey, 3));
        Assert.Equal(("电子信息已达上限 0 项。", "", ""), (blocked.Summary, blocked.ThresholdScore, blocked.Margin));
        Assert.Contains("在现有配额下，无论得分多少都不能入选。", blocked.Details);
        Assert.Contains("电子信息入选 0 项，配额 0 至 0 项。", blocked.Details);

        var fills = await Selections.GetExplanationAsync(Of(journey, 5));
        Assert.Equal(("为满足赛道“能源转型”至少 1 项的要求入选。", "0.0000"), (fills.Summary, fills.ThresholdScore));
        Assert.Contains("在现有名额与配额下，无论得分多少都会入选。", fills.Details);
        Assert.Contains("赛道“能源转型”入选 1 项，配额 1 至 2 项。", fills.Details);
        Assert.Contains("对评审专家重抽样 500 次，100 % 的情形入选，名次多在 5 至 5 之间。", fills.Details);
    }

    [Fact]
    public async Task An_application_outside_the_ranking_has_no_explanation() =>
        await Refused.ByAsync(StatusCode.NotFound, ErrorReason.NotFound, Selections.GetExplanationAsync(new GetExplanationRequest { ApplicationId = Guid.Empty.ToString() }));

    private static GetExplanationRequest Of(Journey journey, int rank) => new() { ApplicationId = journey.Applications[rank - 1].ApplicationId };
}
