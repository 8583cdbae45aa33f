using Platform.Chassis.Catalogues;
using Platform.Coordination.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

/// <summary>A collaboration of joint training binds a programme or opens its draft, and hears of its completion.</summary>
public sealed class TrainingCollaborationTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly TrainingJourney _journey = new(fixture);

    public async ValueTask InitializeAsync() => await _journey.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Activation_opens_a_draft_of_the_parties_once_and_its_completion_tells_the_collaboration()
    {
        var collaboration = await ActivateAsync("");
        var draft = Assert.Single((await _journey.College.ListProgrammesAsync(new ListProgrammesRequest { CollaborationId = collaboration })).Programmes);
        Assert.Equal((TrainingState.Draft, TrainingKind.OrderClass, 0), (draft.State, draft.Terms.Kind, draft.Terms.Modules.Count));
        Assert.Equal((TalentFixture.College, TrainingJourney.Firm), (draft.Terms.CollegeCode, draft.Terms.FirmCodes.Single()));

        var terms = new TrainingTerms(draft.Terms);
        terms.Modules.Add(new TrainingModule { Title = "数控加工", Skill = "cnc-machining", TargetLevel = 3, Hours = 40 });
        var revised = await _journey.College.ReviseProgrammeAsync(new ReviseProgrammeRequest { ProgrammeId = draft.ProgrammeId, Terms = terms });
        await _journey.College.AgreeToProgrammeAsync(TrainingJourney.Agree(revised));
        await _journey.AsFirm.AgreeToProgrammeAsync(TrainingJourney.Agree(revised));
        var talents = await _journey.TalentsAsync(1, "数控加工:1");
        await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(revised, talents));
        var running = await _journey.College.StartProgrammeAsync(TrainingJourney.Step(revised));
        await _journey.TeachAsync(running, talents);
        await _journey.College.CompleteProgrammeAsync(TrainingJourney.Step(running));
        Assert.Equal(collaboration, Assert.Single(await fixture.RaisedAsync<TrainingCompleted>(draft.ProgrammeId)).CollaborationId);
    }

    [Fact]
    public async Task Activation_binds_the_programme_named_and_tells_again_of_one_completed_before()
    {
        var talents = await _journey.TalentsAsync(1, "数控加工:1");
        var programme = await _journey.RunAsync(_journey.Terms(3, ("cnc-machining", 3)), talents);
        await _journey.TeachAsync(programme, talents);
        await _journey.College.CompleteProgrammeAsync(TrainingJourney.Step(programme));
        var collaboration = await ActivateAsync(programme.ProgrammeId);
        Assert.Equal(collaboration, (await _journey.College.GetProgrammeAsync(new GetProgrammeRequest { ProgrammeId = programme.ProgrammeId })).CollaborationId);
        Assert.Equal(["", collaboration], (await fixture.RaisedAsync<TrainingCompleted>(programme.ProgrammeId)).Select(told => told.CollaborationId));
    }

    [Fact]
    public async Task An_end_cancels_the_draft_and_lets_an_open_course_go_on()
    {
        var first = await ActivateAsync("");
        var open = await _journey.OpenAsync();
        var second = await ActivateAsync(open.ProgrammeId);
        await EndAsync(first);
        await EndAsync(second);
        Assert.Equal(TrainingState.Cancelled, Assert.Single((await _journey.College.ListProgrammesAsync(new ListProgrammesRequest { CollaborationId = first })).Programmes).State);
        Assert.Equal(TrainingState.Enrolling, (await _journey.College.GetProgrammeAsync(new GetProgrammeRequest { ProgrammeId = open.ProgrammeId })).State);
        await fixture.PublishAsync(Activated(first, ""), first, sequence: 9);
        var third = await ActivateAsync("");
        Assert.Single((await _journey.College.ListProgrammesAsync(new ListProgrammesRequest { CollaborationId = first })).Programmes);
        Assert.Single((await _journey.College.ListProgrammesAsync(new ListProgrammesRequest { CollaborationId = third })).Programmes);
    }

    private async Task<string> ActivateAsync(string programmeId)
    {
        var collaboration = Guid.CreateVersion7().ToString();
        var first = await fixture.PublishAsync(Activated(collaboration, programmeId), collaboration);
        var second = await fixture.PublishAsync(Activated(collaboration, programmeId), collaboration, sequence: 2);
        await fixture.EventuallyAsync("both are received", "select count(*) = 2 from inbox where event_id in (@first, @second)", new { first, second });
        return collaboration;
    }

    private async Task EndAsync(string collaboration)
    {
        var ended = await fixture.PublishAsync(new CollaborationEnded { CollaborationId = collaboration, State = CollaborationState.Terminated }, collaboration, sequence: 3);
        await fixture.EventuallyAsync("the end is received", "select exists (select 1 from inbox where event_id = @ended)", new { ended });
    }

    private CollaborationActivated Activated(string collaboration, string programmeId) => new()
    {
        CollaborationId = collaboration,
        Kind = CollaborationKind.JointTraining,
        Parties = { new Party { OrganisationCode = "11130300000000001X" }, new Party { OrganisationCode = TrainingJourney.Firm }, new Party { OrganisationCode = TalentFixture.College } },
        Commitments =
        {
            new Commitment
            {
                Number = 1, OrganisationCode = TalentFixture.College, Fulfilment = Fulfilment.TrainingCompleted, CandidateId = programmeId, Description = "开办数控加工订单班",
                DueDate = TrainingJourney.Text(CityDays.Of(fixture.Clock.GetUtcNow()).AddDays(120)),
            },
        },
    };
}
