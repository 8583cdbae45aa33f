using Grpc.Core;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

/// <summary>Enrolment, attendance and results, with what is refused.</summary>
public sealed class CourseTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private readonly TrainingJourney _journey = new(fixture);

    public async ValueTask InitializeAsync() => await _journey.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Seats_are_never_exceeded_and_who_waits_moves_up_in_order()
    {
        var programme = await _journey.OpenAsync(_journey.Terms(2, ("plc-programming", 3)));
        var talents = await _journey.TalentsAsync(4, "PLC编程:1");
        await Refused.WithAsync(StatusCode.FailedPrecondition, "SEATS_TAKEN", async () => await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, talents)));
        Assert.Equal(0L, await CountAsync(programme));

        var answer = await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, talents, mayWait: true));
        Assert.Equal((2, 2), (answer.Enrolled, answer.Waiting));
        Assert.Equal([0, 0, 1, 2], (await EnrolmentsAsync(programme)).Select(one => one.WaitingPlace));
        await _journey.CollegeCourses.WithdrawEnrolmentAsync(new WithdrawEnrolmentRequest { ProgrammeId = programme.ProgrammeId, TalentId = talents[0] });
        var after = (await EnrolmentsAsync(programme)).ToDictionary(one => one.TalentId);
        Assert.DoesNotContain(talents[0], after.Keys);
        Assert.Equal((EnrolmentState.Enrolled, EnrolmentState.Waiting, 1), (after[talents[2]].State, after[talents[3]].State, after[talents[3]].WaitingPlace));

        // Who left may come back, at the end.
        await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, [talents[0]], mayWait: true));
        Assert.Equal(2, (await EnrolmentsAsync(programme)).Single(one => one.TalentId == talents[0]).WaitingPlace);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.FirmCourses.WithdrawEnrolmentAsync(new WithdrawEnrolmentRequest { ProgrammeId = programme.ProgrammeId, TalentId = talents[2] }));
    }

    [Fact]
    public async Task Enrolments_that_come_together_never_exceed_the_seats()
    {
        var programme = await _journey.OpenAsync(_journey.Terms(2, ("plc-programming", 3)));
        var talents = await _journey.TalentsAsync(6, "PLC编程:1");
        var answers = await Task.WhenAll(talents.Select(async talent =>
        {
            try
            {
                return (await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, [talent]))).Enrolled;
            }
            catch (RpcException refusal) when (refusal.StatusCode == StatusCode.FailedPrecondition)
            {
                return 0;
            }
        }));
        Assert.Equal(2, answers.Sum());
        Assert.Equal(2L, await CountAsync(programme));
    }

    [Fact]
    public async Task Twice_and_strangers_are_refused_and_nobody_is_enrolled_by_half()
    {
        var programme = await _journey.OpenAsync();
        var own = await _journey.TalentsAsync(2, "PLC编程:1");
        var other = await _journey.TalentsAsync(1, "PLC编程:1", "秦皇岛测试职业学院");
        await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, [own[0]]));
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", async () => await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, own)));
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", async () => await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, [own[1], own[1]])));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, [own[1], other[0]])));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.FirmCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, [own[1]])));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherCollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, other)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await _journey.OfficialCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, own)));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherCollegeCourses.ListEnrolmentsAsync(TrainingJourney.Enrolments(programme)));
        Assert.Equal(1L, await CountAsync(programme));
    }

    [Fact]
    public async Task A_draft_and_a_running_course_take_nobody_in()
    {
        var talents = await _journey.TalentsAsync(2, "PLC编程:1");
        var draft = await _journey.DraftAsync();
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(draft, talents)));
        var running = await _journey.RunAsync(_journey.Terms(5, ("plc-programming", 3)), talents[0]);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await _journey.CollegeCourses.EnrolTalentsAsync(TrainingJourney.Enrol(running, [talents[1]])));
    }

    [Fact]
    public async Task A_firm_enrols_in_employee_training_those_placed_with_it()
    {
        var terms = _journey.Terms(5, ("welding", 3));
        (terms.Kind, terms.CollegeCode) = (TrainingKind.Employee, "");
        var draft = await _journey.AsFirm.CreateProgrammeAsync(new CreateProgrammeRequest { Terms = terms });
        var programme = await _journey.AsFirm.AgreeToProgrammeAsync(TrainingJourney.Agree(draft));
        var talents = await _journey.TalentsAsync(2, "焊接技术:1");
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.FirmCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, talents)));
        var need = await fixture.Needs(fixture.Enterprise(TrainingJourney.Firm)).CreateTalentNeedAsync(TalentFixture.Need($"焊接岗位{Guid.CreateVersion7():N}", "welding"));
        await fixture.ScalarAsync<int>(
            """
            insert into placement (placement_id, need_id, talent_id, organisation_code, state, created_at) values (@id, @need, @talent, @firm, 3, now()); select 1
            """,
            new { id = Guid.CreateVersion7(), need = Guid.Parse(need.NeedId), talent = Guid.Parse(talents[0]), firm = TrainingJourney.Firm });
        Assert.Equal(1, (await _journey.FirmCourses.EnrolTalentsAsync(TrainingJourney.Enrol(programme, [talents[0]]))).Enrolled);
        Assert.Contains('*', Assert.Single((await _journey.FirmCourses.ListEnrolmentsAsync(TrainingJourney.Enrolments(programme))).Enrolments).Name);
    }

    [Fact]
    public async Task Attendance_is_kept_by_session_and_a_stranger_is_refused()
    {
        var talents = await _journey.TalentsAsync(3, "PLC编程:1");
        var programme = await _journey.RunAsync(_journey.Terms(5, ("plc-programming", 3)), talents.Take(2));
        var session = await _journey.AttendAsync(programme, 1, [talents[0]]);
        Assert.Equal([talents[0]], session.PresentTalentIds);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "NOT_ENROLLED", async () =>
            await _journey.FirmCourses.RecordAttendanceAsync(new RecordAttendanceRequest { SessionId = session.SessionId, PresentTalentIds = { talents[1], talents[2] } }));
        Assert.Equal([talents[0]], Assert.Single((await _journey.OfficialCourses.ListSessionsAsync(new ListSessionsRequest { ProgrammeId = programme.ProgrammeId })).Sessions).PresentTalentIds);
        session = await _journey.FirmCourses.RecordAttendanceAsync(new RecordAttendanceRequest { SessionId = session.SessionId, PresentTalentIds = { talents[1] } });
        Assert.Equal([talents[1]], session.PresentTalentIds);

        var add = new AddSessionRequest { ProgrammeId = programme.ProgrammeId, ModuleNumber = 2, Day = programme.Terms.StartDate };
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.CollegeCourses.AddSessionAsync(add));
        (add.ModuleNumber, add.Day) = (1, "2020-01-01");
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await _journey.CollegeCourses.AddSessionAsync(add));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherCollegeCourses.AddSessionAsync(add));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherCollegeCourses.RecordAttendanceAsync(new RecordAttendanceRequest { SessionId = session.SessionId }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.CollegeCourses.RecordAttendanceAsync(new RecordAttendanceRequest { SessionId = Guid.CreateVersion7().ToString() }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherCollegeCourses.ListSessionsAsync(new ListSessionsRequest { ProgrammeId = programme.ProgrammeId }));
    }

    [Fact]
    public async Task Who_never_attended_can_only_be_absent()
    {
        var talents = await _journey.TalentsAsync(3, "PLC编程:1");
        var programme = await _journey.RunAsync(_journey.Terms(5, ("plc-programming", 3), ("scada", 2)), talents.Take(2));
        var session = await _journey.AttendAsync(programme, 1, [talents[0]]);
        RecordResultsRequest Of(int module, params IEnumerable<(string, TrainingResult)> results) => TrainingJourney.Results(programme, module, results);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "NEVER_ATTENDED", async () =>
            await _journey.CollegeCourses.RecordResultsAsync(Of(1, (talents[0], TrainingResult.Passed), (talents[1], TrainingResult.Passed))));
        // Attendance of one module is none of another.
        await Refused.WithAsync(StatusCode.FailedPrecondition, "NEVER_ATTENDED", async () => await _journey.CollegeCourses.RecordResultsAsync(Of(2, (talents[0], TrainingResult.Failed))));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "NOT_ENROLLED", async () => await _journey.CollegeCourses.RecordResultsAsync(Of(1, (talents[2], TrainingResult.Absent))));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await _journey.CollegeCourses.RecordResultsAsync(Of(3, (talents[0], TrainingResult.Absent))));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await _journey.CollegeCourses.RecordResultsAsync(Of(1, (talents[0], TrainingResult.Unspecified))));
        await Refused.WithAsync(StatusCode.PermissionDenied, "NOT_A_PARTY", async () => await _journey.OtherCollegeCourses.RecordResultsAsync(Of(1, (talents[0], TrainingResult.Passed))));
        Assert.Equal(0L, await fixture.ScalarAsync<long>("select count(*) from training_result where programme_id = @id", new { id = Guid.Parse(programme.ProgrammeId) }));

        var recorded = await _journey.CollegeCourses.RecordResultsAsync(Of(1, (talents[0], TrainingResult.Passed), (talents[1], TrainingResult.Absent)));
        Assert.Equal([TrainingResult.Passed, TrainingResult.Absent], recorded.Enrolments.Select(one => Assert.Single(one.Results).Result));
        // The result rests on the attendance.
        await Refused.WithAsync(StatusCode.FailedPrecondition, "NEVER_ATTENDED", async () => await _journey.CollegeCourses.RecordAttendanceAsync(new RecordAttendanceRequest { SessionId = session.SessionId }));
        Assert.Equal(1L, await fixture.ScalarAsync<long>("select count(*) from training_attendance where programme_id = @id", new { id = Guid.Parse(programme.ProgrammeId) }));
    }

    private async Task<IReadOnlyList<TrainingEnrolment>> EnrolmentsAsync(TrainingProgramme programme) =>
        (await _journey.CollegeCourses.ListEnrolmentsAsync(TrainingJourney.Enrolments(programme))).Enrolments;

    private Task<long> CountAsync(TrainingProgramme programme) =>
        fixture.ScalarAsync<long>("select count(*) from training_enrolment where programme_id = @id and state = 1", new { id = Guid.Parse(programme.ProgrammeId) });
}
