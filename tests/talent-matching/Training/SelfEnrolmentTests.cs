using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.TalentMatching.Tests.Privacy;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

/// <summary>A talent with an account of its own enrols itself.</summary>
public sealed class SelfEnrolmentTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly TrainingJourney _journey = new(fixture);
    private readonly People _people = new(fixture);
    private readonly string _account = People.NewAccount();

    private TrainingCourseService.TrainingCourseServiceClient AsTalent => new(fixture.Talent(_account));

    public async ValueTask InitializeAsync() => await _journey.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_takes_a_seat_once_waits_where_none_is_free_and_may_leave()
    {
        var talent = await _people.EnterAsync(_account);
        var programme = await _journey.OpenAsync(_journey.Terms(1, ("plc-programming", 3)));
        var full = await _journey.OpenAsync(_journey.Terms(1, ("plc-programming", 3)));
        await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(full, await _journey.TalentsAsync(1, "PLC编程:1")));
        var enrolled = await AsTalent.EnrolMyselfAsync(Of(programme));
        Assert.Equal((talent.TalentId, EnrolmentState.Enrolled, programme.Terms.Title), (enrolled.TalentId, enrolled.State, enrolled.ProgrammeTitle));
        Assert.Equal((EnrolmentState.Waiting, 1), (await AsTalent.EnrolMyselfAsync(Of(full))) switch { var waiting => (waiting.State, waiting.WaitingPlace) });
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", async () => await AsTalent.EnrolMyselfAsync(Of(programme)));
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(TalentFixture.College), told => told.Topic == "training.self-enrolled" && told.Link.EndsWith(programme.ProgrammeId, StringComparison.Ordinal));
        Assert.Equal([full.ProgrammeId, programme.ProgrammeId], (await AsTalent.ListMyEnrolmentsAsync(new ListMyEnrolmentsRequest())).Enrolments.Select(one => one.ProgrammeId));

        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await new TrainingCourseService.TrainingCourseServiceClient(fixture.Talent(People.NewAccount()))
            .WithdrawEnrolmentAsync(new WithdrawEnrolmentRequest { ProgrammeId = programme.ProgrammeId, TalentId = talent.TalentId }));
        Assert.Equal(EnrolmentState.Withdrawn, (await AsTalent.WithdrawEnrolmentAsync(new WithdrawEnrolmentRequest { ProgrammeId = programme.ProgrammeId, TalentId = talent.TalentId })).State);
    }

    [Fact]
    public async Task Another_college_takes_it_only_in_continuing_education_and_without_a_profile_none_does()
    {
        await _people.EnterAsync(_account);
        var terms = _journey.Terms(5, ("plc-programming", 3));
        terms.CollegeCode = TalentFixture.OtherCollege;
        var other = await OpenAsync(terms);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await AsTalent.EnrolMyselfAsync(Of(other)));
        terms.Kind = TrainingKind.Continuing;
        Assert.Equal(EnrolmentState.Enrolled, (await AsTalent.EnrolMyselfAsync(Of(await OpenAsync(terms)))).State);
        var nobody = new TrainingCourseService.TrainingCourseServiceClient(fixture.Talent(People.NewAccount()));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await nobody.EnrolMyselfAsync(Of(other)));
        Assert.Empty((await nobody.ListMyEnrolmentsAsync(new ListMyEnrolmentsRequest())).Enrolments);
        var draft = await _journey.DraftAsync();
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await AsTalent.EnrolMyselfAsync(Of(draft)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await _journey.CollegeCourses.EnrolMyselfAsync(Of(other)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await _journey.CollegeCourses.ListMyEnrolmentsAsync(new ListMyEnrolmentsRequest()));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await AsTalent.ListEnrolmentsAsync(TrainingJourney.Enrolments(other)));
    }

    [Fact]
    public async Task Erasure_takes_a_person_out_of_an_open_course()
    {
        var talent = await _people.EnterAsync(_account);
        var programme = await _journey.OpenAsync();
        await AsTalent.EnrolMyselfAsync(Of(programme));
        await _people.Privacy(_account).ErasePersonalDataAsync(new ErasePersonalDataRequest { TalentId = talent.TalentId });
        Assert.Equal((short)3, await fixture.ScalarAsync<short>("select state from training_enrolment where talent_id = @id", new { id = Guid.Parse(talent.TalentId) }));
    }

    private async Task<TrainingProgramme> OpenAsync(TrainingTerms terms)
    {
        var draft = await _journey.OtherCollege.CreateProgrammeAsync(new CreateProgrammeRequest { Terms = terms });
        await _journey.OtherCollege.AgreeToProgrammeAsync(TrainingJourney.Agree(draft));
        return await _journey.AsFirm.AgreeToProgrammeAsync(TrainingJourney.Agree(draft));
    }

    private static EnrolMyselfRequest Of(TrainingProgramme programme) => new() { ProgrammeId = programme.ProgrammeId };
}
