using Grpc.Core;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Skills;

public sealed class SkillApiTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    [Fact]
    public async Task The_taxonomy_is_listed_by_code_for_whoever_is_signed_in()
    {
        var skills = (await new SkillService.SkillServiceClient(fixture.Enterprise(TalentFixture.Firm)).ListSkillsAsync(new ListSkillsRequest())).Skills;
        Assert.Equal(skills.Select(skill => skill.Code).Order(StringComparer.Ordinal), skills.Select(skill => skill.Code));
        Assert.Contains(skills, skill => skill is { Code: "five-axis-machining", NameZh: "五轴加工", Broader: ["cnc-machining"] });
        await Refused.WithAsync(StatusCode.Unauthenticated, "NOT_SIGNED_IN", async () =>
            await new SkillService.SkillServiceClient(fixture.Anonymous()).ListSkillsAsync(new ListSkillsRequest()));
    }

    [Fact]
    public async Task A_refusal_speaks_the_callers_language()
    {
        var needs = fixture.Needs(fixture.Enterprise(TalentFixture.Firm));
        var request = TalentFixture.Need("骑手", "独轮车");
        var chinese = await Assert.ThrowsAsync<RpcException>(async () => await needs.CreateTalentNeedAsync(request));
        var english = await Assert.ThrowsAsync<RpcException>(async () => await needs.CreateTalentNeedAsync(request, new Metadata { { "accept-language", "en" } }));
        Assert.Contains("技能库中没有", chinese.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("taxonomy has no skill", english.Status.Detail, StringComparison.Ordinal);
    }
}
