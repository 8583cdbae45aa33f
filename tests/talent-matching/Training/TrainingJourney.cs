using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Tests.Training;

/// <summary>A programme of one college and one firm, led through its stages as the parties do it.</summary>
internal sealed class TrainingJourney(TalentFixture fixture)
{
    public const string Firm = TalentFixture.Firm;
    public const string FirmName = "秦皇岛培训测试有限公司";

    public TrainingService.TrainingServiceClient Official { get; } = new(fixture.Official());

    public TrainingService.TrainingServiceClient AsFirm { get; } = new(fixture.Enterprise(Firm));

    public TrainingService.TrainingServiceClient OtherFirm { get; } = new(fixture.Enterprise(TalentFixture.OtherFirm));

    public TrainingService.TrainingServiceClient College { get; } = new(fixture.University(TalentFixture.College));

    public TrainingService.TrainingServiceClient OtherCollege { get; } = new(fixture.University(TalentFixture.OtherCollege));

    public TrainingCourseService.TrainingCourseServiceClient OfficialCourses { get; } = new(fixture.Official());

    public TrainingCourseService.TrainingCourseServiceClient FirmCourses { get; } = new(fixture.Enterprise(Firm));

    public TrainingCourseService.TrainingCourseServiceClient CollegeCourses { get; } = new(fixture.University(TalentFixture.College));

    public TrainingCourseService.TrainingCourseServiceClient OtherCollegeCourses { get; } = new(fixture.University(TalentFixture.OtherCollege));

    public async Task RegisterAsync()
    {
        await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);
        await fixture.RegisterAsync(TalentFixture.OtherCollege, "秦皇岛测试职业学院", OrganisationKind.University);
        await fixture.RegisterAsync(Firm, FirmName, OrganisationKind.Enterprise);
        await fixture.RegisterAsync(TalentFixture.OtherFirm, "秦皇岛另一测试有限公司", OrganisationKind.Enterprise);
    }

    /// <param name="modules">Skills with their target levels.</param>
    public TrainingTerms Terms(int seats = 10, params (string Skill, int Level)[] modules)
    {
        var today = CityDays.Of(fixture.Clock.GetUtcNow());
        return new TrainingTerms
        {
            Title = $"智能产线订单班{Guid.CreateVersion7():N}",
            Kind = TrainingKind.OrderClass,
            Description = "校企共同授课",
            CollegeCode = TalentFixture.College,
            FirmCodes = { Firm },
            Modules = { modules.Select(module => new TrainingModule { Title = $"{module.Skill}实训", Skill = module.Skill, TargetLevel = module.Level, Hours = 48 }) },
            Seats = seats,
            StartDate = Text(today),
            EndDate = Text(today.AddDays(90)),
        };
    }

    public async Task<TrainingProgramme> DraftAsync(TrainingTerms? terms = null) =>
        await College.CreateProgrammeAsync(new CreateProgrammeRequest { Terms = terms ?? Terms(10, ("plc-programming", 4)) });

    /// <summary>A programme that all parties agreed to.</summary>
    public async Task<TrainingProgramme> OpenAsync(TrainingTerms? terms = null)
    {
        var draft = await DraftAsync(terms);
        await College.AgreeToProgrammeAsync(Agree(draft));
        return await AsFirm.AgreeToProgrammeAsync(Agree(draft));
    }

    /// <summary>A course that runs with these talents.</summary>
    public async Task<TrainingProgramme> RunAsync(TrainingTerms terms, params IEnumerable<string> talents)
    {
        var programme = await OpenAsync(terms);
        await CollegeCourses.EnrolTalentsAsync(Enrol(programme, talents));
        return await College.StartProgrammeAsync(Step(programme));
    }

    /// <summary>One session of each module at which all were, and the same result for all in each.</summary>
    public async Task TeachAsync(TrainingProgramme programme, IReadOnlyCollection<string> talents, TrainingResult result = TrainingResult.Passed)
    {
        foreach (var module in programme.Terms.Modules)
        {
            await AttendAsync(programme, module.Number, talents);
            await CollegeCourses.RecordResultsAsync(Results(programme, module.Number, [.. talents.Select(talent => (talent, result))]));
        }
    }

    public async Task<TrainingSession> AttendAsync(TrainingProgramme programme, int module, IEnumerable<string> talents)
    {
        var session = await CollegeCourses.AddSessionAsync(new AddSessionRequest { ProgrammeId = programme.ProgrammeId, ModuleNumber = module, Day = programme.Terms.StartDate, Topic = "实训" });
        return await CollegeCourses.RecordAttendanceAsync(new RecordAttendanceRequest { SessionId = session.SessionId, PresentTalentIds = { talents } });
    }

    /// <summary>Talents of the college, not placed, who seek full-time work.</summary>
    /// <param name="skills">As an import writes them, such as PLC编程:2.</param>
    public async Task<IReadOnlyList<string>> TalentsAsync(int count, string skills, string college = TalentFixture.CollegeName)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        var lines = Enumerable.Range(0, count).Select(i => $"学{i}{mark}员,{college},自动化,本科,2027,{skills},,秦皇岛,9,全职,1380000{i:0000}");
        return [.. (await fixture.ImportTalentsAsync(fixture.Official(), null, lines)).Ids];
    }

    public static AgreeToProgrammeRequest Agree(TrainingProgramme programme) => new() { ProgrammeId = programme.ProgrammeId, TermsHash = programme.TermsHash };

    public static ProgrammeStepRequest Step(TrainingProgramme programme) => new() { ProgrammeId = programme.ProgrammeId };

    public static EnrolTalentsRequest Enrol(TrainingProgramme programme, IEnumerable<string> talents, bool mayWait = false) =>
        new() { ProgrammeId = programme.ProgrammeId, TalentIds = { talents }, MayWait = mayWait };

    public static RecordResultsRequest Results(TrainingProgramme programme, int module, params IEnumerable<(string Talent, TrainingResult Result)> results) => new()
    {
        ProgrammeId = programme.ProgrammeId,
        ModuleNumber = module,
        Results = { results.Select(one => new TalentResult { TalentId = one.Talent, Result = one.Result }) },
    };

    public static ListEnrolmentsRequest Enrolments(TrainingProgramme programme) => new() { ProgrammeId = programme.ProgrammeId };

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
