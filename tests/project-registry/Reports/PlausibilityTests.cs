using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Reports;
using Platform.Registry.V1;
using Xunit;
using static Platform.Registry.V1.ReportIndicator;

namespace Platform.ProjectRegistry.Tests.Reports;

public sealed class PlausibilityTests
{
    [Theory]
    [InlineData(Investment, 100, 100, null)]
    [InlineData(Investment, 100, 99, "低于上一季度")]
    [InlineData(Investment, 100, 500, null)]
    [InlineData(Investment, 100, 501, "变动超过 5 倍")]
    [InlineData(Output, 300, 100, null)]
    [InlineData(Output, 300, 99, "变动超过 3 倍")]
    [InlineData(Output, 300, 901, "变动超过 3 倍")]
    [InlineData(Localisation, 3000, 5500, null)]
    [InlineData(Localisation, 3000, 5501, "变动超过 25 个百分点")]
    [InlineData(Localisation, 3000, 2999, "低于上一季度")]
    [InlineData(Devices, 0, 10, null)]
    [InlineData(Devices, 10, 9, "低于上一季度")]
    [InlineData(CostChange, 0, -1500, null)]
    [InlineData(CostChange, 0, -1501, "变动超过 15 个百分点")]
    [InlineData(RevenueChange, 0, -3001, "变动超过 30 个百分点")]
    public void A_fall_or_jump_against_the_quarter_before_asks_for_a_note(ReportIndicator indicator, long before, long value, string? doubt)
    {
        var found = Plausibility.Of([new(indicator, value, "")], new Dictionary<ReportIndicator, long> { [indicator] = before }, [], PoolRules.Current);
        if (doubt is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(doubt, Assert.Single(found).Zh, StringComparison.Ordinal);
            Assert.False(found[0].Explained);
            Assert.True(Plausibility.Of([new(indicator, value, "已核实")], new Dictionary<ReportIndicator, long> { [indicator] = before }, [], PoolRules.Current)[0].Explained);
        }
    }

    [Fact]
    public void An_investment_far_above_its_target_asks_for_a_note_also_in_the_first_report()
    {
        TargetFact[] targets = [new(Investment, 0, 1000)];
        Assert.Empty(Plausibility.Of([new(Investment, 1500, "")], new Dictionary<ReportIndicator, long>(), targets, PoolRules.Current));
        Assert.Single(Plausibility.Of([new(Investment, 1501, "")], new Dictionary<ReportIndicator, long>(), targets, PoolRules.Current));
    }
}
