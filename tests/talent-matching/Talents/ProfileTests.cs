using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Tests.Privacy;
using Xunit;

namespace Platform.TalentMatching.Tests.Talents;

/// <summary>Profiles that talents enter or take over, their evidence, and what the college says to them.</summary>
public sealed class ProfileTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly People _people = new(fixture);
    private readonly string _account = People.NewAccount();

    public async ValueTask InitializeAsync() => await _people.CollegesAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_talent_enters_itself_and_is_shown_as_unconfirmed_until_its_college_confirms()
    {
        var own = await _people.EnterAsync(_account);
        Assert.Equal((TalentOrigin.Self, TalentConfirmation.Unconfirmed, TalentFixture.College, true, true), (own.Origin, own.Confirmation, own.CollegeCode, own.HasAccount, own.Unmasked));
        Assert.Equal(own, await _people.Profiles(_account).GetProfileAsync(new GetProfileRequest()));
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(TalentFixture.College), told => told.Topic == "talent.to-confirm");
        var waiting = await fixture.Talents(fixture.University(TalentFixture.College)).ListTalentsAsync(new ListTalentsRequest { Confirmation = TalentConfirmation.Unconfirmed, PageSize = 200 });
        Assert.Contains(waiting.Talents, talent => talent.TalentId == own.TalentId);

        await _people.NeedAsync();
        Assert.Equal(TalentConfirmation.Unconfirmed, (await _people.SeenByFirmAsync(own.TalentId)).Confirmation);
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await _people.CollegeProfiles.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId, Etag = "77" }));
        await _people.CollegeProfiles.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId, Etag = own.Etag });
        Assert.Equal(TalentConfirmation.Confirmed, (await _people.SeenByFirmAsync(own.TalentId)).Confirmation);
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(_account), told => told.Topic == "talent.confirmed");
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _people.CollegeProfiles.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId }));
    }

    [Fact]
    public async Task Without_consent_to_processing_or_with_an_unknown_skill_nothing_is_stored()
    {
        await Refused.WithAsync(StatusCode.InvalidArgument, "PROCESSING_CONSENT_MISSING", async () => await _people.Profiles(_account).CreateProfileAsync(_people.Profile(consented: false)));
        var fields = _people.Fields();
        fields.Skills.Add(new SkillLevel { Skill = "独轮车骑行", Level = 3 });
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_UNKNOWN", async () => await _people.Profiles(_account).CreateProfileAsync(_people.Profile(fields)));
        var stranger = _people.Profile();
        stranger.CollegeCode = TalentFixture.Firm;
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _people.Profiles(_account).CreateProfileAsync(stranger));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from talent where account_id = @_account", new { _account }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _people.Profiles(_account).GetProfileAsync(new GetProfileRequest()));
    }

    [Fact]
    public async Task An_account_has_one_profile_and_a_person_whom_the_college_knows_is_sent_to_it()
    {
        await _people.EnterAsync(_account);
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", () => _people.EnterAsync(_account));
        var name = People.NewName();
        await fixture.ImportTalentsAsync(fixture.University(TalentFixture.College), null, $"{name},燕山大学,机械电子工程,本科,2027,增材制造:4,,秦皇岛,9,全职,{People.Phone}");
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", async () => await _people.Profiles(People.NewAccount()).CreateProfileAsync(_people.Profile(_people.Fields(name))));
    }

    [Fact]
    public async Task A_change_of_facts_waits_for_the_college_again_and_a_change_of_wishes_does_not()
    {
        var own = await _people.EnterAsync(_account);
        await _people.CollegeProfiles.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId });
        var fields = _people.Fields(own.Name);
        fields.PreferredPlaces.Add("天津");
        fields.PreferredIndustries.Add("高端装备制造");
        var wished = await _people.Profiles(_account).UpdateProfileAsync(new UpdateProfileRequest { Fields = fields });
        Assert.Equal((TalentConfirmation.Confirmed, 2), (wished.Confirmation, wished.PreferredPlaces.Count));
        Assert.Single(wished.PreferredIndustries);
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await _people.Profiles(_account).UpdateProfileAsync(new UpdateProfileRequest { Fields = fields, Etag = own.Etag }));

        fields.Skills[0].Level = 5;
        var changed = await _people.Profiles(_account).UpdateProfileAsync(new UpdateProfileRequest { Fields = fields, Etag = wished.Etag });
        Assert.Equal((TalentConfirmation.Unconfirmed, 5), (changed.Confirmation, changed.Skills.Single().Level));
    }

    [Fact]
    public async Task A_declined_profile_is_matched_no_more_until_the_talent_corrects_it()
    {
        var own = await _people.EnterAsync(_account);
        var need = await _people.NeedAsync();
        await _people.CollegeProfiles.DeclineTalentAsync(new DeclineTalentRequest { TalentId = own.TalentId, Reason = "学籍中没有此人" });
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(_account), told => told.TextZh.Contains("学籍中没有此人", StringComparison.Ordinal));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => _people.SeenByFirmAsync(own.TalentId));
        var found = await fixture.Recommendations(fixture.Enterprise(TalentFixture.Firm)).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = need, TopK = 100 });
        Assert.DoesNotContain(found.Entries, entry => entry.TalentId == own.TalentId);

        await _people.Profiles(_account).UpdateProfileAsync(new UpdateProfileRequest { Fields = _people.Fields(own.Name) });
        found = await fixture.Recommendations(fixture.Enterprise(TalentFixture.Firm)).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = need, TopK = 100 });
        Assert.Contains(found.Entries, entry => entry.TalentId == own.TalentId);
    }

    [Fact]
    public async Task Evidence_counts_as_an_award_from_the_confirmation_on_until_it_is_removed()
    {
        var own = await _people.EnterAsync(_account);
        var award = new AddEvidenceRequest { Kind = EvidenceKind.Award, Title = "增材制造技能大赛一等奖", Issuer = "河北省教育厅", IssueDate = "2025-06-01", Skills = { "增材制造" } };
        var with = await _people.Profiles(_account).AddEvidenceAsync(award);
        Assert.Equal((false, "2025-06-01", "additive-manufacturing"), (with.Evidence.Single().Confirmed, with.Evidence.Single().IssueDate, with.Evidence.Single().Skills.Single()));
        Assert.Empty(with.Awards);
        var confirmed = await _people.CollegeProfiles.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId });
        Assert.Equal((true, "增材制造技能大赛一等奖"), (confirmed.Evidence.Single().Confirmed, confirmed.Awards.Single()));
        Assert.True(await fixture.ScalarAsync<bool>("select award_codes @> array['additive-manufacturing'] from talent where talent_id = @id", new { id = Guid.Parse(own.TalentId) }));

        var without = await _people.Profiles(_account).RemoveEvidenceAsync(new RemoveEvidenceRequest { EvidenceId = confirmed.Evidence.Single().EvidenceId });
        Assert.Empty(without.Awards.Concat(without.Evidence.Select(piece => piece.Title)));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await _people.Profiles(_account).AddEvidenceAsync(new AddEvidenceRequest(award) { IssueDate = "2999-01-01" }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_UNKNOWN", async () => await _people.Profiles(_account).AddEvidenceAsync(new AddEvidenceRequest(award) { Skills = { "独轮车骑行" } }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _people.Profiles(People.NewAccount()).RemoveEvidenceAsync(new RemoveEvidenceRequest { EvidenceId = confirmed.Evidence.Single().EvidenceId }));
    }

    [Fact]
    public async Task An_invitation_hands_the_profile_over_once_and_expires()
    {
        var talent = await _people.ImportAsync();
        var first = await _people.CollegeProfiles.InviteTalentAsync(new InviteTalentRequest { TalentId = talent });
        var second = await _people.CollegeProfiles.InviteTalentAsync(new InviteTalentRequest { TalentId = talent });
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVITATION_INVALID", () => ClaimAsync(_account, first.Code));
        await Refused.WithAsync(StatusCode.InvalidArgument, "PROCESSING_CONSENT_MISSING", () => ClaimAsync(_account, second.Code, consented: false));

        var own = await ClaimAsync(_account, second.Code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        Assert.Equal((talent, People.Phone, TalentOrigin.College, TalentConfirmation.Confirmed), (own.TalentId, own.Phone, own.Origin, own.Confirmation));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVITATION_INVALID", () => ClaimAsync(People.NewAccount(), second.Code));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _people.CollegeProfiles.InviteTalentAsync(new InviteTalentRequest { TalentId = talent }));

        var late = await _people.CollegeProfiles.InviteTalentAsync(new InviteTalentRequest { TalentId = await _people.ImportAsync() });
        await fixture.ScalarAsync<int>("update talent_invitation set expires_at = now() where talent_id = @id returning 1", new { id = Guid.Parse(late.TalentId) });
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVITATION_INVALID", () => ClaimAsync(People.NewAccount(), late.Code));
    }

    [Fact]
    public async Task Colleges_act_for_their_own_talents_only_and_nobody_for_another()
    {
        var own = await _people.EnterAsync(_account);
        var other = new ProfileService.ProfileServiceClient(fixture.University(TalentFixture.OtherCollege));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await other.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await other.DeclineTalentAsync(new DeclineTalentRequest { TalentId = own.TalentId, Reason = "不是本校" }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await other.InviteTalentAsync(new InviteTalentRequest { TalentId = own.TalentId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await fixture.Talents(fixture.Talent(People.NewAccount())).GetTalentAsync(new GetTalentRequest { TalentId = own.TalentId }));
        Assert.Equal(own.Name, (await fixture.Talents(fixture.Talent(_account)).GetTalentAsync(new GetTalentRequest { TalentId = own.TalentId })).Name);

        foreach (var caller in (CallInvoker[])[fixture.Official(), fixture.Enterprise(TalentFixture.Firm)])
        {
            var client = new ProfileService.ProfileServiceClient(caller);
            await RoleRequiredAsync(async () => await client.GetProfileAsync(new GetProfileRequest()));
            await RoleRequiredAsync(async () => await client.CreateProfileAsync(_people.Profile()));
            await RoleRequiredAsync(async () => await client.ClaimProfileAsync(new ClaimProfileRequest { Code = "ABCD-EFGH-JKMN" }));
            await RoleRequiredAsync(async () => await client.UpdateProfileAsync(new UpdateProfileRequest { Fields = _people.Fields() }));
            await RoleRequiredAsync(async () => await client.AddEvidenceAsync(new AddEvidenceRequest { Kind = EvidenceKind.Course, Title = "课程", Issuer = "学校" }));
            await RoleRequiredAsync(async () => await client.RemoveEvidenceAsync(new RemoveEvidenceRequest { EvidenceId = own.TalentId }));
            await RoleRequiredAsync(async () => await client.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId }));
            await RoleRequiredAsync(async () => await client.DeclineTalentAsync(new DeclineTalentRequest { TalentId = own.TalentId, Reason = "不可" }));
            await RoleRequiredAsync(async () => await client.InviteTalentAsync(new InviteTalentRequest { TalentId = own.TalentId }));
        }

        await RoleRequiredAsync(async () => await fixture.Talents(fixture.Talent(_account)).ListTalentsAsync(new ListTalentsRequest()));
        await RoleRequiredAsync(async () => await _people.Profiles(_account).ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = own.TalentId }));
    }

    private static Task RoleRequiredAsync(Func<Task> call) => Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", call);

    private async Task<Talent.V1.Talent> ClaimAsync(string account, string code, bool consented = true) =>
        await _people.Profiles(account).ClaimProfileAsync(new ClaimProfileRequest { Code = code, ProcessingConsented = consented });
}
