using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Policies;

/// <summary>How entitlements follow the facts they rest on.</summary>
public sealed class EntitlementTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private readonly PolicyFixture _policies = new(registry);

    private int Year => _policies.LastYear;

    [Fact]
    public async Task A_firm_that_joins_is_told_exactly_what_is_missing()
    {
        await _policies.SeededAsync();
        var code = PolicyFixture.Code(401);
        await _policies.JoinAsync(code, "秦皇岛新入企业");
        await _policies.SettledAsync();
        Assert.Equal(3, await registry.ScalarAsync<int>("select verdict::int from entitlement where organisation_code = @code and policy_code = 'TALENT-HOUSING'", new { code }));
        var found = await _policies.EntitlementAsync(code, "TALENT-HOUSING", Year);
        Assert.Equal((EntitlementVerdict.Unknown, "秦皇岛新入企业"), (found.Verdict, found.OrganisationName));
        Assert.Equal(["当年引进硕士、博士人数"], found.Missing);
        Assert.Equal([EntitlementVerdict.Unknown, EntitlementVerdict.Yes], found.Rules.Select(rule => rule.Result));
        Assert.Equal("当年引进硕士、博士人数【未提供】 > 0", found.Rules[0].InNumbers);
        Assert.Equal("masters and doctors taken on [not told] > 0", (await _policies.EntitlementAsync(code, "TALENT-HOUSING", Year, "en")).Rules[0].InNumbers);
    }

    [Fact]
    public async Task Confirmed_figures_entitle_at_once_and_the_firm_is_told_once()
    {
        await _policies.SeededAsync();
        var code = PolicyFixture.Code(402);
        await _policies.YearAsync(code, Year, figures => figures.TalentsHired = 3, confirm: false);
        var declared = await _policies.EntitlementAsync(code, "TALENT-HOUSING", Year);
        Assert.Equal((EntitlementVerdict.Yes, 3_600_000L, true), (declared.Verdict, declared.WorthCnyFen, declared.Provisional));
        await _policies.Firms.ConfirmFirmYearAsync(new FirmYearStepRequest { OrganisationCode = code, Year = Year });
        Assert.False((await _policies.EntitlementAsync(code, "TALENT-HOUSING", Year)).Provisional);
        Assert.Equal((1, false), ((int)await registry.ScalarAsync<short>("select verdict from entitlement where organisation_code = @code and policy_code = 'TALENT-HOUSING'", new { code }),
            await registry.ScalarAsync<bool>("select provisional from entitlement where organisation_code = @code and policy_code = 'TALENT-HOUSING'", new { code })));
        Assert.Equal(1, await registry.ScalarAsync<int>("select count(*)::int from notification where organisation_code = @code and topic = 'entitlement.new'", new { code }));
        var raised = Assert.Single(await registry.RaisedAsync<EntitlementsChanged>(code));
        Assert.Equal(("TALENT-HOUSING", EntitlementVerdict.Yes, 3_600_000L), (raised.Changes[0].PolicyCode, raised.Changes[0].After, raised.Changes[0].WorthAfterCnyFen));
    }

    [Fact]
    public async Task A_project_that_enters_the_pool_is_computed_with_its_own_facts()
    {
        await _policies.SeededAsync();
        var journey = await Journey.AdmittedAsync(registry);
        var project = journey.Applications[0];
        await _policies.SettledAsync();
        var year = Year + 1;
        var placed = Assert.Single((await _policies.Entitlements.ListEntitlementsAsync(new ListEntitlementsRequest { OrganisationCode = project.OrganisationCode, Year = year })).Entitlements,
            entitlement => entitlement.PolicyCode == "TALENT-PLACED");
        Assert.Equal((EntitlementVerdict.No, project.ApplicationId, project.ProjectName), (placed.Verdict, placed.ProjectId, placed.ProjectName));

        await registry.RowsAsync<int>("update project set talents_placed = 2 where project_id = @id::uuid returning 1", new { id = project.ApplicationId });
        await _policies.SettledAsync();
        await registry.EventuallyAsync("the placement counts", "select worth_cny_fen = 1000000 from entitlement where project_id = @id::uuid and policy_code = 'TALENT-PLACED'", new { id = project.ApplicationId });
    }

    [Fact]
    public async Task Bad_credit_ends_city_money_until_it_is_lifted()
    {
        await _policies.SeededAsync();
        var code = PolicyFixture.Code(403);
        await _policies.YearAsync(code, Year, figures => figures.TalentsHired = 1);
        await registry.RowsAsync<int>(
            "insert into bad_credit_entry (entry_id, organisation_code, reason, source, listed_on) values (@id, @code, '示例', '示例', @day) returning 1",
            new { id = Guid.CreateVersion7(), code, day = new DateOnly(Year, 6, 1) });
        await _policies.SettledAsync();
        var found = await _policies.EntitlementAsync(code, "TALENT-HOUSING", Year);
        Assert.Equal((EntitlementVerdict.No, EntitlementVerdict.No), (found.Verdict, found.Rules[1].Result));
    }

    [Fact]
    public async Task A_confirmed_assessment_tells_the_digital_level()
    {
        await _policies.SeededAsync();
        var code = PolicyFixture.Code(404);
        await _policies.ProfileAsync(code, firm => firm.DigitalLevel = 2, confirm: false);
        Assert.Equal(EntitlementVerdict.No, (await _policies.EntitlementAsync(code, "DIGITAL-REWARD", Year)).Verdict);
        await registry.RowsAsync<int>("update firm set digital_level = 4 where organisation_code = @code returning 1", new { code });
        await registry.EventuallyAsync("the level counts", "select verdict = 1 and worth_cny_fen = 30000000 from entitlement where organisation_code = @code and policy_code = 'DIGITAL-REWARD' and year = @Year", new { code, Year });
    }
}
