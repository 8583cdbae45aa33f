using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Needs;

/// <summary>Which needs a caller reads and changes.</summary>
public sealed class NeedPermissionTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    [Fact]
    public async Task A_firm_neither_reads_nor_changes_anothers_need()
    {
        var need = await PostAsync("别家不可见");
        var other = fixture.Enterprise(TalentFixture.OtherFirm);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Needs(other).GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = need.NeedId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Needs(other).CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Shortlists(other).GetShortlistAsync(new GetShortlistRequest { NeedId = need.NeedId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Shortlists(other).RefreshShortlistAsync(new RefreshShortlistRequest { NeedId = need.NeedId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () =>
            await fixture.Placements(other).OfferPlacementAsync(new OfferPlacementRequest { NeedId = need.NeedId, TalentId = need.NeedId }));
        Assert.DoesNotContain((await fixture.Needs(other).ListTalentNeedsAsync(new ListTalentNeedsRequest { OrganisationCode = TalentFixture.Firm })).Needs, _ => true);
        Assert.Equal(1, await fixture.ScalarAsync<short>("select state from talent_need where need_id = @id", new { id = Guid.Parse(need.NeedId) }));
    }

    [Fact]
    public async Task Officials_and_colleges_read_open_needs_but_change_none()
    {
        var need = await PostAsync("大家可见");
        foreach (var reader in new[] { fixture.Official(), fixture.University(TalentFixture.College) })
        {
            Assert.Equal(need.NeedId, (await fixture.Needs(reader).GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = need.NeedId })).NeedId);
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await fixture.Needs(reader).CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId }));
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await fixture.Needs(reader).CreateTalentNeedAsync(TalentFixture.Need("代发岗位", "PLC")));
        }

        await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId });
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () =>
            await fixture.Needs(fixture.University(TalentFixture.College)).GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = need.NeedId }));
    }

    [Fact]
    public async Task A_firm_imports_no_rows_of_another_and_a_college_none_at_all()
    {
        const string line = $"外家岗位,某公司,{TalentFixture.OtherFirm},1,PLC编程:3,,本科,8,12,秦皇岛,全职,";
        var report = await fixture.ImportNeedsAsync(fixture.Enterprise(TalentFixture.Firm), null, line);
        Assert.Equal((0, ErrorReason.OtherOrganisation), (report.RowsImported, report.Problems.Single().Reason));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", () => fixture.ImportNeedsAsync(fixture.University(TalentFixture.College), null, line));
    }

    private async Task<TalentNeed> PostAsync(string title) => await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CreateTalentNeedAsync(TalentFixture.Need(title, "PLC"));
}
