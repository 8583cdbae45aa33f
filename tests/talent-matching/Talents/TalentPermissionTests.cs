using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Talents;

/// <summary>Who sees a talent, and how much of it.</summary>
public sealed class TalentPermissionTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private string _talentId = "";

    public async ValueTask InitializeAsync()
    {
        await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);
        await fixture.RegisterAsync(TalentFixture.OtherCollege, "东北大学秦皇岛分校", OrganisationKind.University);
        var name = $"密{Guid.CreateVersion7():N}生";
        var report = await fixture.ImportTalentsAsync(fixture.University(TalentFixture.College), null, $"{name},燕山大学,机电,本科,2027,PLC编程:4,,秦皇岛,8,全职,13812345678");
        _talentId = report.Ids.Single();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Its_own_college_sees_it_in_full()
    {
        var talent = await GetAsync(fixture.University(TalentFixture.College));
        Assert.DoesNotContain('*', talent.Name);
        Assert.Equal(("13812345678", TalentFixture.College), (talent.Phone, talent.CollegeCode));
    }

    [Fact]
    public async Task An_official_sees_it_masked()
    {
        var talent = await GetAsync(fixture.Official());
        Assert.Matches(@"^密\*+生$", talent.Name);
        Assert.Equal("138****5678", talent.Phone);
    }

    [Fact]
    public Task Another_college_does_not_find_it() =>
        Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => GetAsync(fixture.University(TalentFixture.OtherCollege)));

    [Fact]
    public async Task A_firm_finds_it_only_once_it_is_on_its_shortlist_and_masked()
    {
        const string firm = "91130322MAYQ13049A";
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => GetAsync(fixture.Enterprise(firm)));
        var need = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("PLC工程师", "PLC"));
        // Others of this class are on the list as well; all of them are shown, as there are fewer than ten.
        Assert.Equal("138****5678", (await GetAsync(fixture.Enterprise(firm))).Phone);
        Assert.All(
            (await fixture.Shortlists(fixture.Enterprise(firm)).GetShortlistAsync(new GetShortlistRequest { NeedId = need.NeedId })).Entries,
            entry => Assert.Contains('*', entry.Name));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => GetAsync(fixture.Enterprise(TalentFixture.OtherFirm)));
    }

    [Fact]
    public async Task A_list_holds_only_the_own_college_and_none_for_a_firm()
    {
        var others = await fixture.Talents(fixture.University(TalentFixture.OtherCollege)).ListTalentsAsync(new ListTalentsRequest());
        Assert.DoesNotContain(others.Talents, talent => talent.TalentId == _talentId);
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () =>
            await fixture.Talents(fixture.Enterprise(TalentFixture.Firm)).ListTalentsAsync(new ListTalentsRequest()));
        await Refused.WithAsync(StatusCode.Unauthenticated, "NOT_SIGNED_IN", async () =>
            await fixture.Talents(fixture.Anonymous()).ListTalentsAsync(new ListTalentsRequest()));
    }

    [Fact]
    public async Task A_college_imports_no_rows_of_another()
    {
        var report = await fixture.ImportTalentsAsync(
            fixture.University(TalentFixture.OtherCollege), null, "外人,燕山大学,机电,本科,2027,PLC编程:4,,秦皇岛,8,全职,13800000099");
        Assert.Equal((0, "院校", ErrorReason.OtherOrganisation), (report.RowsImported, report.Problems.Single().Column, report.Problems.Single().Reason));
    }

    private async Task<Talent.V1.Talent> GetAsync(CallInvoker caller) => await fixture.Talents(caller).GetTalentAsync(new GetTalentRequest { TalentId = _talentId });
}
