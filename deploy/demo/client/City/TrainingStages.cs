using System.Globalization;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>Leads one programme from where it stands to the state that its plan names, as its college and firm do it.</summary>
internal sealed class TrainingStages(JobContext job, TrainingPlan plan, Session host, Session firm)
{
    public async Task LeadAsync(TrainingProgramme? known)
    {
        var programme = known ?? await DraftAsync();
        if (programme.State == TrainingState.Draft)
            programme = await AgreeAsync(programme);
        if (programme.State == TrainingState.Enrolling && plan.Learners > 0 && programme.EnrolledCount == 0)
            await EnrolAsync(programme);
        if (programme.State == TrainingState.Enrolling && plan.Until is TrainingState.Running or TrainingState.Completed)
            programme = await host.Trainings.StartProgrammeAsync(Step(programme), cancellationToken: job.Cancellation);
        if (programme.State == TrainingState.Running)
            await TeachAsync(programme);
        if (programme.State == TrainingState.Running && plan.Until == TrainingState.Completed)
            await host.Trainings.CompleteProgrammeAsync(Step(programme), cancellationToken: job.Cancellation);
        if (programme.State < TrainingState.Completed && plan.Until == TrainingState.Cancelled)
            await host.Trainings.CancelProgrammeAsync(
                new CancelProgrammeRequest { ProgrammeId = programme.ProgrammeId, Reason = "报名人数不足，并入下一期", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private async Task<TrainingProgramme> DraftAsync()
    {
        var today = job.Today;
        var terms = new TrainingTerms
        {
            Title = plan.Title,
            Kind = plan.Kind,
            Description = "校企共同制定课程，学员结业后优先推荐到合作企业岗位。",
            CollegeCode = plan.College,
            FirmCodes = { plan.Firm },
            Modules = { plan.Modules.Select(module => new TrainingModule { Title = module.Title, Skill = module.Skill, TargetLevel = module.Level, Hours = 48 }) },
            Seats = plan.Seats,
            StartDate = Text(today),
            EndDate = Text(today.AddDays(120)),
        };
        return await host.Trainings.CreateProgrammeAsync(new CreateProgrammeRequest { Terms = terms, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    /// <summary>The college agrees; the firm, too, where it goes on from the draft.</summary>
    private async Task<TrainingProgramme> AgreeAsync(TrainingProgramme programme)
    {
        var request = new AgreeToProgrammeRequest { ProgrammeId = programme.ProgrammeId, TermsHash = programme.TermsHash, RequestId = job.NewRequestId() };
        programme = await host.Trainings.AgreeToProgrammeAsync(request, cancellationToken: job.Cancellation);
        if (plan.Until == TrainingState.Draft || programme.State != TrainingState.Draft)
            return programme;
        request.RequestId = job.NewRequestId();
        return await firm.Trainings.AgreeToProgrammeAsync(request, cancellationToken: job.Cancellation);
    }

    /// <summary>Talents of the college who are free, seek full-time work and do not have the first skill yet.</summary>
    private async Task EnrolAsync(TrainingProgramme programme)
    {
        var own = (await host.Talents.ListTalentsAsync(new ListTalentsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Talents;
        var learners = own
            .Where(talent => !talent.Placed && talent.EmploymentKind is EmploymentKind.FullTime or EmploymentKind.Unspecified && talent.Skills.All(skill => skill.Skill != plan.Modules[0].Skill))
            .Take(plan.Learners)
            .Select(talent => talent.TalentId)
            .ToList();
        if (learners.Count == 0)
            return;
        var request = new EnrolTalentsRequest { ProgrammeId = programme.ProgrammeId, TalentIds = { learners }, MayWait = true, RequestId = job.NewRequestId() };
        await host.TrainingCourses.EnrolTalentsAsync(request, cancellationToken: job.Cancellation);
    }

    /// <summary>A session of each module at which all but the last were; results only where the course is completed.</summary>
    private async Task TeachAsync(TrainingProgramme programme)
    {
        var students = (await host.TrainingCourses.ListEnrolmentsAsync(
            new ListEnrolmentsRequest { ProgrammeId = programme.ProgrammeId, State = EnrolmentState.Enrolled, PageSize = 500 }, cancellationToken: job.Cancellation)).Enrolments.Select(one => one.TalentId).ToList();
        var taught = (await host.TrainingCourses.ListSessionsAsync(new ListSessionsRequest { ProgrammeId = programme.ProgrammeId }, cancellationToken: job.Cancellation)).Sessions;
        var present = students.Take(Math.Max(1, students.Count - 1)).ToList();
        foreach (var module in programme.Terms.Modules)
        {
            var session = taught.FirstOrDefault(one => one.ModuleNumber == module.Number) ?? await host.TrainingCourses.AddSessionAsync(
                new AddSessionRequest { ProgrammeId = programme.ProgrammeId, ModuleNumber = module.Number, Day = programme.Terms.StartDate, Topic = "实训考核", RequestId = job.NewRequestId() },
                cancellationToken: job.Cancellation);
            await host.TrainingCourses.RecordAttendanceAsync(
                new RecordAttendanceRequest { SessionId = session.SessionId, PresentTalentIds = { present }, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            if (plan.Until == TrainingState.Completed)
                await ExamineAsync(programme, module.Number, students, present);
        }
    }

    private async Task ExamineAsync(TrainingProgramme programme, int module, IEnumerable<string> students, IReadOnlyCollection<string> present)
    {
        var results = students.Select((talent, i) => new TalentResult
        {
            TalentId = talent,
            // One fails the last module, who was not there is absent.
            Result = !present.Contains(talent) ? TrainingResult.Absent : i == 1 && module == plan.Modules.Length ? TrainingResult.Failed : TrainingResult.Passed,
        });
        await host.TrainingCourses.RecordResultsAsync(
            new RecordResultsRequest { ProgrammeId = programme.ProgrammeId, ModuleNumber = module, Results = { results }, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private ProgrammeStepRequest Step(TrainingProgramme programme) => new() { ProgrammeId = programme.ProgrammeId, RequestId = job.NewRequestId() };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
