using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

/// <summary>Terms drawn up by a college and a firm until both agree to the same text.</summary>
public sealed class ProgrammeTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly TrainingJourney _journey = new(fixture);

    public async ValueTask InitializeAsync() => await _journey.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Both_sides_edit_and_agree_to_the_same_text_and_a_change_voids_what_was_agreed()
    {
        var draft = await _journey.DraftAsync(_journey.Terms(10, ("PLC编程", 4)));
        Assert.Equal((TrainingState.Draft, "plc-programming", 1), (draft.State, draft.Terms.Modules[0].Skill, draft.Terms.Modules[0].Number));
        Assert.All(draft.Parties, party => Assert.False(party.Agreed));
        Assert.Contains(TrainingJourney.FirmName, draft.TermsText, StringComparison.Ordinal);

        var agreed = await _journey.College.AgreeToProgrammeAsync(TrainingJourney.Agree(draft));
        Assert.Equal((TrainingState.Draft, 1), (agreed.State, agreed.Parties.Count(party => party.Agreed)));
        var terms = new TrainingTerms(draft.Terms);
        terms.Modules.Add(new TrainingModule { Title = "组态监控", Skill = "scada", TargetLevel = 3, Hours = 24 });
        var revised = await _journey.AsFirm.ReviseProgrammeAsync(new ReviseProgrammeRequest { ProgrammeId = draft.ProgrammeId, Terms = terms, Etag = agreed.Etag });
        Assert.All(revised.Parties, party => Assert.False(party.Agreed));
        Assert.Equal((2, true), (revised.TermsVersion, revised.TermsHash != draft.TermsHash));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "TERMS_CHANGED", async () => await _journey.College.AgreeToProgrammeAsync(TrainingJourney.Agree(draft)));

        await _journey.College.AgreeToProgrammeAsync(TrainingJourney.Agree(revised));
        var open = await _journey.AsFirm.AgreeToProgrammeAsync(TrainingJourney.Agree(revised));
        Assert.Equal((TrainingState.Enrolling, 2), (open.State, open.Parties.Count(party => party.Agreed)));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _journey.College.ReviseProgrammeAsync(new ReviseProgrammeRequest { ProgrammeId = draft.ProgrammeId, Terms = terms }));
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(TalentFixture.College), told => told.Topic == "training.opened" && told.Link.EndsWith(draft.ProgrammeId, StringComparison.Ordinal));
        Assert.Equal(1L, await fixture.ScalarAsync<long>("select count(*) from audit_entry where action = 'training.revised' and entity_id = @ProgrammeId", new { draft.ProgrammeId }));
    }

    [Fact]
    public async Task A_curriculum_without_modules_is_agreed_to_by_nobody()
    {
        var draft = await _journey.DraftAsync(_journey.Terms(10));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "CURRICULUM_EMPTY", async () => await _journey.AsFirm.AgreeToProgrammeAsync(TrainingJourney.Agree(draft)));
        Assert.Equal(0L, await fixture.ScalarAsync<long>("select count(*) from training_party where programme_id = @id and agreed_at is not null", new { id = Guid.Parse(draft.ProgrammeId) }));
    }

    [Fact]
    public async Task Terms_that_cannot_be_are_refused_and_nothing_is_stored()
    {
        async Task RefusedAsync(string reason, Action<TrainingTerms> spoil, StatusCode code = StatusCode.InvalidArgument)
        {
            var terms = _journey.Terms(10, ("plc-programming", 4));
            spoil(terms);
            await Refused.WithAsync(code, reason, () => _journey.DraftAsync(terms));
            Assert.Equal(0L, await fixture.ScalarAsync<long>("select count(*) from training_programme where title = @Title", new { terms.Title }));
        }

        await RefusedAsync("SKILL_UNKNOWN", terms => terms.Modules[0].Skill = "量子炼金");
        await RefusedAsync("INVALID_FIELD", terms => terms.Modules[0].TargetLevel = 6);
        await RefusedAsync("INVALID_FIELD", terms => terms.Modules[0].TargetLevel = 0);
        await RefusedAsync("INVALID_FIELD", terms => terms.Modules[0].Hours = 0);
        await RefusedAsync("INVALID_FIELD", terms => terms.Seats = 0);
        await RefusedAsync("INVALID_FIELD", terms => terms.EndDate = "2020-01-01");
        await RefusedAsync("PAST_DATE", terms => (terms.StartDate, terms.EndDate) = ("2020-01-01", "2020-02-01"));
        await RefusedAsync("INVALID_FIELD", terms => terms.StartDate = "2026-02-30");
        await RefusedAsync("ORGANISATION_UNKNOWN", terms => terms.FirmCodes[0] = "91130300MAYQ99999X");
        await RefusedAsync("ORGANISATION_UNKNOWN", terms => terms.FirmCodes[0] = TalentFixture.OtherCollege);
        await RefusedAsync("INVALID_FIELD", terms => terms.FirmCodes.Add(terms.FirmCodes[0]));
        await RefusedAsync("NOT_A_PARTY", terms => terms.CollegeCode = TalentFixture.OtherCollege, StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_firm_trains_its_employees_alone_and_nothing_else_without_a_college()
    {
        var terms = _journey.Terms(10, ("welding", 3));
        (terms.Kind, terms.CollegeCode) = (TrainingKind.Employee, "");
        var draft = await _journey.AsFirm.CreateProgrammeAsync(new CreateProgrammeRequest { Terms = terms });
        Assert.Equal(TrainingState.Enrolling, (await _journey.AsFirm.AgreeToProgrammeAsync(TrainingJourney.Agree(draft))).State);
        terms.Kind = TrainingKind.Continuing;
        await Refused.WithAsync(StatusCode.InvalidArgument, "PARTIES_INCOMPLETE", async () => await _journey.AsFirm.CreateProgrammeAsync(new CreateProgrammeRequest { Terms = terms }));
    }

    [Fact]
    public async Task An_official_drafts_for_others_who_agree_themselves_and_a_draft_is_seen_by_nobody_else()
    {
        var draft = await _journey.Official.CreateProgrammeAsync(new CreateProgrammeRequest { Terms = _journey.Terms(10, ("plc-programming", 4)) });
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(TrainingJourney.Firm), told => told.Topic == "training.drafted" && told.Link.EndsWith(draft.ProgrammeId, StringComparison.Ordinal));
        var get = new GetProgrammeRequest { ProgrammeId = draft.ProgrammeId };
        Assert.Equal(draft.TermsHash, (await _journey.AsFirm.GetProgrammeAsync(get)).TermsHash);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.OtherCollege.GetProgrammeAsync(get));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.OtherFirm.AgreeToProgrammeAsync(TrainingJourney.Agree(draft)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await _journey.Official.AgreeToProgrammeAsync(TrainingJourney.Agree(draft)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await new TrainingService.TrainingServiceClient(fixture.Reviewer("r-2")).ListProgrammesAsync(new ListProgrammesRequest()));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () =>
            await new TrainingService.TrainingServiceClient(fixture.Reviewer("r-2")).CreateProgrammeAsync(new CreateProgrammeRequest { Terms = _journey.Terms(10) }));
    }

    [Fact]
    public async Task Only_parties_step_an_open_programme_that_everybody_sees()
    {
        var open = await _journey.OpenAsync();
        Assert.Equal(open.ProgrammeId, (await _journey.OtherFirm.GetProgrammeAsync(new GetProgrammeRequest { ProgrammeId = open.ProgrammeId })).ProgrammeId);
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherFirm.StartProgrammeAsync(TrainingJourney.Step(open)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherCollege.CompleteProgrammeAsync(TrainingJourney.Step(open)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () =>
            await _journey.OtherCollege.CancelProgrammeAsync(new CancelProgrammeRequest { ProgrammeId = open.ProgrammeId, Reason = "无关" }));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "NOT_ENROLLED", async () => await _journey.College.StartProgrammeAsync(TrainingJourney.Step(open)));
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () =>
            await _journey.College.StartProgrammeAsync(new ProgrammeStepRequest { ProgrammeId = open.ProgrammeId, Etag = "999" }));
        var cancelled = await _journey.Official.CancelProgrammeAsync(new CancelProgrammeRequest { ProgrammeId = open.ProgrammeId, Reason = "报名人数不足" });
        Assert.Equal((TrainingState.Cancelled, "报名人数不足"), (cancelled.State, cancelled.EndReason));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _journey.College.StartProgrammeAsync(TrainingJourney.Step(open)));
    }

    [Fact]
    public async Task The_list_filters_by_state_kind_skill_and_party_and_pages()
    {
        var (first, second) = (await _journey.OpenAsync(_journey.Terms(10, ("five-axis-machining", 3))), await _journey.OpenAsync(_journey.Terms(10, ("five-axis-machining", 4))));
        var request = new ListProgrammesRequest { State = TrainingState.Enrolling, Kind = TrainingKind.OrderClass, Skill = "five-axis-machining", Own = true, PageSize = 1 };
        var page = await _journey.College.ListProgrammesAsync(request);
        Assert.Equal(second.ProgrammeId, Assert.Single(page.Programmes).ProgrammeId);
        request.PageToken = page.NextPageToken;
        page = await _journey.College.ListProgrammesAsync(request);
        Assert.Equal((first.ProgrammeId, ""), (Assert.Single(page.Programmes).ProgrammeId, page.NextPageToken));
        Assert.Empty((await _journey.OtherCollege.ListProgrammesAsync(new ListProgrammesRequest { Skill = "five-axis-machining", Own = true })).Programmes);
        Assert.Empty((await _journey.College.ListProgrammesAsync(new ListProgrammesRequest { Skill = "five-axis-machining", Kind = TrainingKind.Employee })).Programmes);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_programme()
    {
        var request = new CreateProgrammeRequest { Terms = _journey.Terms(10, ("plc-programming", 4)), RequestId = Guid.CreateVersion7().ToString() };
        var first = await _journey.College.CreateProgrammeAsync(request);
        Assert.Equal(first, await _journey.College.CreateProgrammeAsync(request));
        Assert.Equal(1L, await fixture.ScalarAsync<long>("select count(*) from training_programme where title = @Title", new { request.Terms.Title }));
    }
}
