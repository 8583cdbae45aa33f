using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Privacy;

/// <summary>A firm learns who it is by the talent's consent for one need, for as long as it holds, and each reading is written down.</summary>
public sealed class ConsentPrivacyTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly People _people = new(fixture);
    private readonly string _account = People.NewAccount();
    private string _talent = "";
    private string _need = "";

    public async ValueTask InitializeAsync()
    {
        await _people.CollegesAsync();
        _talent = (await _people.EnterAsync(_account)).TalentId;
        _need = await _people.NeedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Name_and_contact_are_masked_until_the_talent_consents_and_each_reading_is_logged()
    {
        var masked = await _people.SeenByFirmAsync(_talent);
        Assert.Matches(@"^密\*+生$", masked.Name);
        Assert.Equal(("138****5678", false), (masked.Phone, masked.Unmasked));
        var asked = await AskAsync();
        Assert.Equal(ConsentState.Asked, asked.State);
        Assert.Equal(asked, await AskAsync());
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(_account), told => told.Topic == "consent.asked" && !told.TextZh.Contains(masked.Name, StringComparison.Ordinal));
        Assert.False((await _people.SeenByFirmAsync(_talent)).Unmasked);
        Assert.Equal(0, await _people.AccessesAsync(_talent));

        var granted = await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        Assert.Equal((asked.ConsentId, ConsentState.Granted, true, ""), (granted.ConsentId, granted.State, granted.GivenByTalent, granted.Proof));
        var seen = await _people.SeenByFirmAsync(_talent);
        Assert.DoesNotContain('*', seen.Name);
        Assert.Equal((People.Phone, true), (seen.Phone, seen.Unmasked));
        var access = Assert.Single((await _people.Privacy(_account).ListAccessesAsync(new ListAccessesRequest())).Accesses);
        Assert.Equal((TalentFixture.Firm, granted.ConsentId), (access.OrganisationCode, access.ConsentId));
    }

    [Fact]
    public async Task Consent_to_one_firm_shows_nothing_to_another()
    {
        await fixture.Needs(fixture.Enterprise(TalentFixture.OtherFirm)).CreateTalentNeedAsync(TalentFixture.Need($"增材制造员{Guid.CreateVersion7():N}", "增材制造", 50));
        await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        Assert.True((await _people.SeenByFirmAsync(_talent)).Unmasked);
        // Whether the other has it on its list or not: it never sees it in full.
        try
        {
            Assert.False((await _people.SeenByFirmAsync(_talent, TalentFixture.OtherFirm)).Unmasked);
        }
        catch (RpcException refusal)
        {
            Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
        }

        Assert.False((await fixture.Talents(fixture.Official()).GetTalentAsync(new GetTalentRequest { TalentId = _talent })).Unmasked);
    }

    [Fact]
    public async Task Withdrawal_masks_at_once_and_stops_the_pairs_open_placement()
    {
        var consent = await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        var offered = await fixture.Placements(fixture.Enterprise(TalentFixture.Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = _need, TalentId = _talent });
        Assert.True((await _people.SeenByFirmAsync(_talent)).Unmasked);

        var withdrawn = await _people.Consents(_account).WithdrawConsentAsync(People.Step(consent));
        Assert.Equal(ConsentState.Withdrawn, withdrawn.State);
        var seen = await _people.SeenByFirmAsync(_talent);
        Assert.Equal((false, "138****5678"), (seen.Unmasked, seen.Phone));
        Assert.Equal(1, await _people.AccessesAsync(_talent));
        var placement = (await fixture.Placements(fixture.Talent(_account)).ListPlacementsAsync(new ListPlacementsRequest())).Placements.Single();
        Assert.Equal((offered.PlacementId, PlacementState.ConsentWithdrawn), (placement.PlacementId, placement.State));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () =>
            await fixture.Placements(fixture.Talent(_account)).AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _people.Consents(_account).WithdrawConsentAsync(People.Step(consent)));
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(TalentFixture.Firm), told => told.Topic == "consent.withdrawn");
        // It may consent again: by a new consent, as the old one is history.
        Assert.NotEqual(consent.ConsentId, (await _people.Consents(_account).GrantConsentAsync(People.Grant(_need))).ConsentId);
    }

    [Fact]
    public async Task A_college_records_a_consent_only_with_the_proof_that_it_keeps()
    {
        var talent = await _people.ImportAsync();
        var need = await _people.NeedAsync();
        await Refused.WithAsync(StatusCode.InvalidArgument, "CONSENT_PROOF_MISSING", async () => await _people.CollegeConsents.GrantConsentAsync(People.Grant(need, talent)));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from talent_consent where talent_id = @id", new { id = Guid.Parse(talent) }));
        var granted = await _people.CollegeConsents.GrantConsentAsync(People.Grant(need, talent, "纸质同意书 2026-012"));
        Assert.Equal((false, "纸质同意书 2026-012"), (granted.GivenByTalent, granted.Proof));
        var shown = (await _people.FirmConsents.ListConsentsAsync(new ListConsentsRequest { NeedId = need })).Consents.Single();
        Assert.Equal((granted.ConsentId, ""), (shown.ConsentId, shown.Proof));
        Assert.Contains('*', shown.TalentName);
    }

    [Fact]
    public async Task A_declined_request_shows_nothing_and_can_be_asked_anew()
    {
        var asked = await AskAsync();
        Assert.Equal(ConsentState.Declined, (await _people.Consents(_account).DeclineConsentAsync(People.Step(asked))).State);
        Assert.False((await _people.SeenByFirmAsync(_talent)).Unmasked);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _people.Consents(_account).DeclineConsentAsync(People.Step(asked)));
        Assert.NotEqual(asked.ConsentId, (await AskAsync()).ConsentId);
    }

    [Fact]
    public async Task The_purpose_ends_with_the_need()
    {
        var consent = await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = _need });
        Assert.False((await _people.SeenByFirmAsync(_talent)).Unmasked);
        await _people.Consents(_account).WithdrawConsentAsync(People.Step(consent));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _people.Consents(_account).GrantConsentAsync(People.Grant(_need)));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", AskAsync);
    }

    [Fact]
    public async Task A_talent_accepts_itself_and_its_acceptance_is_the_consent()
    {
        var offered = await fixture.Placements(fixture.Enterprise(TalentFixture.Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = _need, TalentId = _talent });
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () =>
            await fixture.Placements(fixture.Talent(People.NewAccount())).AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId }));
        var placed = await fixture.Placements(fixture.Talent(_account)).AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId });
        Assert.Equal(PlacementState.Placed, placed.State);
        Assert.True(await fixture.ScalarAsync<bool>("select state = 2 and given_by_talent from talent_consent where talent_id = @id", new { id = Guid.Parse(_talent) }));
        Assert.True((await _people.SeenByFirmAsync(_talent)).Unmasked);
    }

    [Fact]
    public async Task What_a_college_states_on_acceptance_is_recorded_and_an_earlier_consent_needs_no_statement()
    {
        var (stated, earlier) = (await _people.ImportAsync(), await _people.ImportAsync());
        var need = await _people.NeedAsync();
        var college = fixture.Placements(fixture.University(TalentFixture.College));
        var first = await OfferAsync(need, stated);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "CONSENT_MISSING", async () => await college.AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = first }));
        await college.AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = first, TalentConsented = true });
        Assert.True(await fixture.ScalarAsync<bool>("select state = 2 and not given_by_talent and proof <> '' from talent_consent where talent_id = @id", new { id = Guid.Parse(stated) }));

        await _people.CollegeConsents.GrantConsentAsync(People.Grant(need, earlier, "纸质同意书 7"));
        await college.AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = await OfferAsync(need, earlier) });
        Assert.Equal("纸质同意书 7", await fixture.ScalarAsync<string>("select proof from talent_consent where talent_id = @id", new { id = Guid.Parse(earlier) }));
    }

    [Fact]
    public async Task What_was_signed_stays_when_the_consent_is_withdrawn_and_is_masked_again()
    {
        var offered = await fixture.Placements(fixture.Enterprise(TalentFixture.Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = _need, TalentId = _talent });
        await fixture.Placements(fixture.Talent(_account)).AcceptPlacementAsync(new AcceptPlacementRequest { PlacementId = offered.PlacementId });
        var consent = (await _people.Consents(_account).ListConsentsAsync(new ListConsentsRequest())).Consents.Single();
        await _people.Consents(_account).WithdrawConsentAsync(People.Step(consent));
        Assert.Equal((short)PlacementState.Placed, await fixture.ScalarAsync<short>("select state from placement where placement_id = @id", new { id = Guid.Parse(offered.PlacementId) }));
        Assert.False((await _people.SeenByFirmAsync(_talent)).Unmasked);
    }

    [Fact]
    public async Task The_audit_tells_every_step_and_no_personal_data()
    {
        var name = (await _people.Profiles(_account).GetProfileAsync(new GetProfileRequest())).Name;
        await AskAsync();
        var consent = await _people.Consents(_account).GrantConsentAsync(People.Grant(_need));
        await _people.SeenByFirmAsync(_talent);
        await _people.Consents(_account).WithdrawConsentAsync(People.Step(consent));
        var actions = await fixture.RowsAsync<string>("select action from audit_entry where entity_id in (@consent, @talent) or detail::text like '%' || @talent || '%' order by at", new { consent = consent.ConsentId, talent = _talent });
        Assert.Subset(actions.ToHashSet(), new HashSet<string> { "talent.entered", "consent.asked", "consent.granted", "talent.read-in-full", "consent.withdrawn" });
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from audit_entry where detail::text like '%' || @name || '%' or detail::text like '%' || @phone || '%'", new { name, phone = People.Phone }));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from outbox where position(convert_to(@name, 'UTF8') in body) > 0", new { name }));
    }

    [Fact]
    public async Task Nobody_asks_grants_or_ends_for_another_and_each_sees_its_own()
    {
        var asked = await AskAsync();
        var stranger = People.NewAccount();
        await _people.EnterAsync(stranger);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await new ConsentService.ConsentServiceClient(fixture.Enterprise(TalentFixture.OtherFirm))
            .RequestConsentAsync(new RequestConsentRequest { NeedId = _need, TalentId = _talent }));
        foreach (var caller in (CallInvoker[])[fixture.Talent(stranger), fixture.University(TalentFixture.OtherCollege)])
        {
            var client = new ConsentService.ConsentServiceClient(caller);
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await client.GrantConsentAsync(People.Grant(_need, _talent, "伪造")));
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await client.DeclineConsentAsync(People.Step(asked)));
            await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await client.WithdrawConsentAsync(People.Step(asked)));
            Assert.Empty((await client.ListConsentsAsync(new ListConsentsRequest { TalentId = _talent })).Consents);
        }

        foreach (var caller in (CallInvoker[])[fixture.Official(), fixture.Enterprise(TalentFixture.Firm)])
        {
            var client = new ConsentService.ConsentServiceClient(caller);
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await client.GrantConsentAsync(People.Grant(_need, _talent, "伪造")));
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await client.DeclineConsentAsync(People.Step(asked)));
            await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await client.WithdrawConsentAsync(People.Step(asked)));
            Assert.Contains('*', (await client.ListConsentsAsync(new ListConsentsRequest { TalentId = _talent })).Consents.Single().TalentName);
        }

        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await _people.CollegeConsents.RequestConsentAsync(new RequestConsentRequest { NeedId = _need, TalentId = _talent }));
        Assert.Equal((short)1, await fixture.ScalarAsync<short>("select state from talent_consent where consent_id = @id", new { id = Guid.Parse(asked.ConsentId) }));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => fixture.ScalarAsync<int>(
            "update talent_consent set state = 3, ended_at = now() where consent_id = @id; update talent_consent set state = 2, ended_at = null, granted_at = now() where consent_id = @id", new { id = Guid.Parse(asked.ConsentId) }));
    }

    private async Task<Consent> AskAsync() => await _people.FirmConsents.RequestConsentAsync(new RequestConsentRequest { NeedId = _need, TalentId = _talent });

    private async Task<string> OfferAsync(string need, string talent) =>
        (await fixture.Placements(fixture.Enterprise(TalentFixture.Firm)).OfferPlacementAsync(new OfferPlacementRequest { NeedId = need, TalentId = talent })).PlacementId;
}
