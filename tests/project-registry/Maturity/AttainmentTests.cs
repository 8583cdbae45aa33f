using Platform.ProjectRegistry.Maturity;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Maturity;

public sealed class AttainmentTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task The_rate_counts_small_and_medium_firms_by_their_last_assessment_beside_the_studys_figure()
    {
        var empty = await registry.Maturity.GetAttainmentAsync(new GetAttainmentRequest());
        Assert.Equal((0, 0, 2000), (empty.SmesAssessed, empty.RateBp, empty.BaselineBelowBp));

        await registry.SubmittedAsync(await registry.FirmAsync(1), 1);
        await registry.SubmittedAsync(await registry.FirmAsync(2), 2);
        await registry.ConfirmedAsync(await registry.FirmAsync(3), 3, "auto-parts");
        await registry.SubmittedAsync(await registry.FirmAsync(4), 5, sme: false); // Large: counted among firms only.
        await registry.DraftAsync(await registry.FirmAsync(5)); // Not submitted: not counted.
        await registry.SubmittedAsync(await registry.FirmAsync(1), 2); // The first one attains now.
        await registry.SubmittedAsync(await registry.FirmAsync(6), 0, "auto-parts");
        var attainment = await registry.Maturity.GetAttainmentAsync(new GetAttainmentRequest());
        Assert.Equal((5, 4, 3, 7500, 2), (attainment.FirmsAssessed, attainment.SmesAssessed, attainment.SmesAttaining, attainment.RateBp, attainment.StandardSmeLevel));
        Assert.Equal([1, 0, 2, 1, 0], attainment.SmesByLevel);
        Assert.Equal([("auto-parts", 2, 1), ("electronics", 2, 2)], attainment.Industries.Select(one => (one.Industry, one.SmesAssessed, one.SmesAttaining)));
        Assert.Contains("不足 20%", attainment.BaselineSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 3, 3333)]
    [InlineData(3, 3, 10000)]
    public void The_rate_is_rounded_down(int attaining, int assessed, int rate) => Assert.Equal(rate, AttainmentRate.Of(attaining, assessed));
}
