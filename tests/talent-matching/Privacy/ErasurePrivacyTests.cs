using System.Text.Json;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Privacy;

/// <summary>The rights in one's data: who saw it, a copy, and its erasure.</summary>
public sealed class ErasurePrivacyTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly People _people = new(fixture);
    private readonly string _account = People.NewAccount();
    private Talent.V1.Talent _own = new();
    private string _need = "";

    public async ValueTask InitializeAsync()
    {
        await _people.CollegesAsync();
        await _people.EnterAsync(_account);
        _own = await _people.Profiles(_account).AddEvidenceAsync(new AddEvidenceRequest { Kind = EvidenceKind.Certificate, Title = "增材制造设备操作员证书", Issuer = "人社部门" });
        _need = await _people.NeedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_export_holds_all_that_is_stored_for_programs_and_for_people()
    {
        await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        await _people.SeenByFirmAsync(_own.TalentId);
        var json = await _people.Privacy(_account).ExportPersonalDataAsync(new ExportPersonalDataRequest { Format = PersonalDataFormat.Json });
        var parts = JsonDocument.Parse(json.Content.Memory).RootElement;
        Assert.Equal((_own.Name, People.Phone), (parts.GetProperty("profile")[0].GetProperty("name").GetString(), parts.GetProperty("profile")[0].GetProperty("phone").GetString()));
        foreach (var part in (string[])["skills", "evidence", "consents", "accesses", "shortlists", "history"])
        {
            Assert.True(parts.GetProperty(part).GetArrayLength() > 0, part);
        }

        var html = (await _people.CollegePrivacy.ExportPersonalDataAsync(new ExportPersonalDataRequest { TalentId = _own.TalentId, Format = PersonalDataFormat.Html })).Content.ToStringUtf8();
        Assert.Contains(_own.Name, html, StringComparison.Ordinal);
        Assert.Contains("增材制造设备操作员证书", html, StringComparison.Ordinal);
        Assert.Contains("谁查看过姓名与联系方式", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_leaves_nobody_to_be_found_and_ends_what_is_open()
    {
        var consent = await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        var placement = await fixture.Placements(fixture.Enterprise(TalentFixture.Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = _need, TalentId = _own.TalentId });
        await _people.SeenByFirmAsync(_own.TalentId);
        var erased = await _people.Privacy(_account).ErasePersonalDataAsync(new ErasePersonalDataRequest());
        Assert.Equal((_own.TalentId, 2), (erased.TalentId, erased.Stopped));

        var id = Guid.Parse(_own.TalentId);
        Assert.True(await fixture.ScalarAsync<bool>("select name = '' and phone = '' and account_id is null and erased_at is not null and cardinality(skill_codes) = 1 from talent where talent_id = @id", new { id }));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from talent_evidence where talent_id = @id", new { id }));
        Assert.DoesNotContain(
            (await fixture.Shortlists(fixture.Enterprise(TalentFixture.Firm)).GetShortlistAsync(new GetShortlistRequest { NeedId = _need })).Entries, entry => entry.TalentId == _own.TalentId);
        await fixture.EventuallyAsync("the shortlist is computed without it", "select not exists (select 1 from shortlist_entry where talent_id = @id)", new { id });
        Assert.Equal((short)ConsentState.Withdrawn, await fixture.ScalarAsync<short>("select state from talent_consent where consent_id = @id", new { id = Guid.Parse(consent.ConsentId) }));
        Assert.Equal((short)PlacementState.ConsentWithdrawn, await fixture.ScalarAsync<short>("select state from placement where placement_id = @id", new { id = Guid.Parse(placement.PlacementId) }));
        Assert.Equal(_account, Assert.Single(await fixture.RaisedAsync<TalentErased>(_own.TalentId)).AccountId);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => _people.SeenByFirmAsync(_own.TalentId));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Talents(fixture.Official()).GetTalentAsync(new GetTalentRequest { TalentId = _own.TalentId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _people.Profiles(_account).GetProfileAsync(new GetProfileRequest()));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _people.FirmConsents.RequestConsentAsync(new RequestConsentRequest { NeedId = _need, TalentId = _own.TalentId }));
        var found = await fixture.Recommendations(fixture.Enterprise(TalentFixture.Firm)).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = _need, TopK = 100 });
        Assert.DoesNotContain(found.Entries, entry => entry.TalentId == _own.TalentId);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => fixture.ScalarAsync<int>("update talent set name = '复原' where talent_id = @id returning 1", new { id }));
    }

    [Fact]
    public async Task No_table_keeps_the_name_after_an_erasure()
    {
        await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        await _people.Profiles(_account).UpdateProfileAsync(new UpdateProfileRequest { Fields = _people.Fields(_own.Name, 5), RequestId = "kept-answer" });
        await _people.Privacy(_account).ErasePersonalDataAsync(new ErasePersonalDataRequest());
        var tables = await fixture.RowsAsync<string>("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
        foreach (var table in tables)
        {
            Assert.Equal((table, 0L), (table, await fixture.ScalarAsync<long>($"select count(*) from {table} x where x::text like '%' || @Name || '%' or x::text like '%' || encode(convert_to(@Name, 'UTF8'), 'hex') || '%'", new { _own.Name })));
        }
    }

    [Fact]
    public async Task A_placement_that_runs_keeps_the_data_and_says_why()
    {
        var offered = await fixture.Placements(fixture.Enterprise(TalentFixture.Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = _need, TalentId = _own.TalentId });
        await fixture.Placements(fixture.Talent(_account)).AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId });
        await Refused.WithAsync(StatusCode.FailedPrecondition, "ERASURE_BLOCKED", async () => await _people.Privacy(_account).ErasePersonalDataAsync(new ErasePersonalDataRequest()));
        Assert.Equal(_own.Name, (await _people.Profiles(_account).GetProfileAsync(new GetProfileRequest())).Name);
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from talent_consent where talent_id = @id and state = 2", new { id = Guid.Parse(_own.TalentId) }));
    }

    [Fact]
    public async Task A_college_erases_one_of_its_own_on_its_wish()
    {
        var talent = await _people.ImportAsync();
        await _people.CollegePrivacy.ErasePersonalDataAsync(new ErasePersonalDataRequest { TalentId = talent });
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Talents(fixture.University(TalentFixture.College)).GetTalentAsync(new GetTalentRequest { TalentId = talent }));
        Assert.Equal("", Assert.Single(await fixture.RaisedAsync<TalentErased>(talent)).AccountId);
    }

    [Fact]
    public async Task Nobody_reads_copies_or_erases_anothers_data()
    {
        var stranger = People.NewAccount();
        await _people.EnterAsync(stranger);
        foreach (var caller in (CallInvoker[])[fixture.Talent(stranger), fixture.University(TalentFixture.OtherCollege)])
        {
            var client = new PrivacyService.PrivacyServiceClient(caller);
            Assert.Empty((await client.ListAccessesAsync(new ListAccessesRequest { TalentId = _own.TalentId })).Accesses);
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await client.ExportPersonalDataAsync(new ExportPersonalDataRequest { TalentId = _own.TalentId, Format = PersonalDataFormat.Json }));
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await client.ErasePersonalDataAsync(new ErasePersonalDataRequest { TalentId = _own.TalentId }));
        }

        foreach (var caller in (CallInvoker[])[fixture.Official(), fixture.Enterprise(TalentFixture.Firm), fixture.Admin()])
        {
            var client = new PrivacyService.PrivacyServiceClient(caller);
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await client.ListAccessesAsync(new ListAccessesRequest { TalentId = _own.TalentId }));
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await client.ExportPersonalDataAsync(new ExportPersonalDataRequest { TalentId = _own.TalentId, Format = PersonalDataFormat.Json }));
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await client.ErasePersonalDataAsync(new ErasePersonalDataRequest { TalentId = _own.TalentId }));
        }

        Assert.Equal(_own.Name, (await _people.Profiles(_account).GetProfileAsync(new GetProfileRequest())).Name);
    }
}
