using Grpc.Core;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

/// <summary>The gap over what is stored; each test has skills of its own.</summary>
public sealed class SkillGapTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    private const string Firm = "91130302MAYQ122730";
    private const string OtherFirm = "91130306MAYQ13743A";

    private SkillGapService.SkillGapServiceClient Gaps(CallInvoker caller) => new(caller);

    [Fact]
    public async Task Free_seats_less_available_talents_make_the_gap_and_placed_ones_do_not_count()
    {
        await fixture.Needs(fixture.Enterprise(Firm)).CreateTalentNeedAsync(TalentFixture.Need("热处理工艺员甲", "heat-treatment", 5, 4));
        var nice = TalentFixture.Need("无损检测员甲", "non-destructive-testing", 2);
        nice.NiceSkills.Add(new SkillLevel { Skill = "heat-treatment", Level = 2 });
        await fixture.Needs(fixture.Enterprise(OtherFirm)).CreateTalentNeedAsync(nice);
        var talents = (await fixture.ImportTalentsAsync(
            fixture.Official(), null, "缺口甲,某学院,材料,本科,2027,热处理:5,,秦皇岛,9,全职,13900000051", "缺口乙,某学院,材料,本科,2027,热处理:3,,秦皇岛,9,全职,13900000052")).Ids;

        var rows = (await GapAsync(fixture.University(TalentFixture.College))).Gaps.Where(row => row.Skill == "heat-treatment").ToDictionary(row => row.Level);
        Assert.Equal((5.0, 5.0, 1L, 4.0, 1), (rows[4].Demand, rows[4].DemandAtLeast, rows[4].SupplyAtLeast, rows[4].Gap, rows[4].Firms));
        Assert.Equal((1.0, 6.0, 2L, 4.0, 1), (rows[2].Demand, rows[2].DemandAtLeast, rows[2].SupplyAtLeast, rows[2].Gap, rows[2].Needs));

        await fixture.ScalarAsync<int>("update talent set placed = true where talent_id = @id; select 1", new { id = Guid.Parse(talents[0]) });
        var after = (await GapAsync(fixture.Official())).Gaps.Single(row => row is { Skill: "heat-treatment", Level: 4 });
        Assert.Equal((0L, 5.0), (after.SupplyAtLeast, after.Gap));
    }

    [Fact]
    public async Task Proposals_join_what_needs_ask_for_together_and_a_firm_is_shown_only_itself()
    {
        const string another = "91130303MAYQ10876B";
        foreach (var (firm, seats) in new[] { (OtherFirm, 8), (another, 3) })
        {
            var need = TalentFixture.Need($"装备仿真工程师{seats}", "simulation-cae", seats, 4);
            need.MustSkills.Add(new SkillLevel { Skill = "reverse-modelling", Level = 3 });
            await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(need);
        }

        var proposal = ProposalOf(await GapAsync(fixture.Official()));
        Assert.Equal(["reverse-modelling", "simulation-cae"], proposal.Skills.Select(skill => skill.Skill).Order(StringComparer.Ordinal));
        Assert.Equal((11, 11.0), (proposal.Seats, proposal.Gap));
        Assert.Equal([(OtherFirm, 8), (another, 3)], proposal.Firms.Select(firm => (firm.OrganisationCode, firm.Seats)));
        Assert.Equal(another, Assert.Single(ProposalOf(await GapAsync(fixture.Enterprise(another))).Firms).OrganisationCode);
        Assert.Empty(ProposalOf(await GapAsync(fixture.Enterprise("91130371MAYQ11369X"))).Firms);

        static ProgrammeProposal ProposalOf(SkillGapReport report) => report.Proposals.Single(one => one.Skills.Any(skill => skill.Skill == "simulation-cae"));
    }

    [Fact]
    public async Task The_filter_by_industry_counts_only_firms_with_a_project_of_it()
    {
        const string firm = "91130322MAYQ12991B";
        await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("模具设计师乙", "mould-design", 4));
        Assert.DoesNotContain((await GapAsync(fixture.Official(), "new-materials")).Gaps, row => row.Skill == "mould-design");
        var project = new ProjectAdmitted { ProjectId = Guid.CreateVersion7().ToString(), Name = "新材料", OrganisationCode = firm, OrganisationName = "测试", Industry = "new-materials", Rank = 1 };
        await fixture.PublishAsync(project, project.ProjectId);
        await fixture.EventuallyAsync("the project is known", "select exists (select 1 from pool_project where project_id = @ProjectId and industry = 'new-materials')", new { project.ProjectId });
        var report = await GapAsync(fixture.Official(), "new-materials");
        Assert.Equal((1, 4), (report.OpenNeeds, report.FreeSeats));
        Assert.Equal("mould-design", Assert.Single(report.Gaps).Skill);
    }

    [Fact]
    public async Task Only_the_three_parties_read_it()
    {
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await GapAsync(fixture.Reviewer("r-1")));
        await Refused.WithAsync(StatusCode.Unauthenticated, "NOT_SIGNED_IN", async () => await GapAsync(fixture.Anonymous()));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await Gaps(fixture.Official()).GetSkillGapAsync(new GetSkillGapRequest { Top = 501 }));
    }

    private async Task<SkillGapReport> GapAsync(CallInvoker caller, string industry = "") =>
        await Gaps(caller).GetSkillGapAsync(new GetSkillGapRequest { Industry = industry, Top = 500 });
}
