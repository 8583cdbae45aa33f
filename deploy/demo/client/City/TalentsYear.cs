using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Talent.V1;

namespace Platform.Demo.City;

/// <summary>
/// Three people with accounts of their own: one took over what the college keeps, two entered themselves; evidence, a confirmation, and
/// consents asked, granted, read and withdrawn. What is there already stays.
/// </summary>
internal static class TalentsYear
{
    private const string College = "燕山大学";

    public static async Task RunAsync(JobContext job, Vault vault)
    {
        var firms = await Accounts.FirmsAsync(job);
        var needs = (await Lists.TalentNeedsAsync(job)).Where(need => need.State == TalentNeedState.Open && firms.Contains(need.OrganisationCode)).ToList();
        var college = ShippedOrganisations.Read(job.Connections.Settings.DataFolder).FirstOrDefault(one => one.Name == College)?.Code;
        if (college is null || needs.Count == 0)
            return;
        var school = await job.Parties.UniversityAsync(college);
        var people = new List<(Session Session, Talent.V1.Talent Talent)>();
        foreach (var (user, fields) in People())
        {
            var session = await Accounts.TalentAsync(job, vault, user, fields.Name);
            people.Add((session, await ProfileAsync(session) ?? await EnterAsync(job, school, session, college, fields, invited: people.Count == 0)));
        }

        await EvidenceAsync(job, school, people);
        await ConsentsAsync(job, people, needs);
        job.Printer.Note($"{people.Count} 位人才有自己的账号", $"{people.Count} talents have accounts of their own");
    }

    /// <summary>The first is known to the college already and takes its record over; the others enter themselves.</summary>
    private static async Task<Talent.V1.Talent> EnterAsync(JobContext job, Session school, Session person, string college, ProfileFields fields, bool invited)
    {
        if (invited && await KnownAsync(job, school) is { } known)
        {
            var invitation = await school.Profiles.InviteTalentAsync(new InviteTalentRequest { TalentId = known.TalentId }, cancellationToken: job.Cancellation);
            return await person.Profiles.ClaimProfileAsync(
                new ClaimProfileRequest { Code = invitation.Code, ProcessingConsented = true, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        return await person.Profiles.CreateProfileAsync(
            new CreateProfileRequest { CollegeCode = college, Fields = fields, ProcessingConsented = true, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task<Talent.V1.Talent?> KnownAsync(JobContext job, Session school) =>
        (await school.Talents.ListTalentsAsync(new ListTalentsRequest { PageSize = 200 }, cancellationToken: job.Cancellation)).Talents
            .FirstOrDefault(talent => talent is { HasAccount: false, Placed: false });

    private static async Task<Talent.V1.Talent?> ProfileAsync(Session person)
    {
        try
        {
            return await person.Profiles.GetProfileAsync(new GetProfileRequest());
        }
        catch (CallFailure failure) when (failure.Reason == "NOT_FOUND")
        {
            return null;
        }
    }

    /// <summary>The first two are confirmed with their evidence, the last one waits for the college.</summary>
    private static Task EvidenceAsync(JobContext job, Session school, List<(Session Session, Talent.V1.Talent Talent)> people) => job.ForAllAsync(
        people.Select((one, i) => (one.Session, one.Talent, Number: i)).Where(one => one.Talent.Evidence.Count == 0).ToList(), async one =>
        {
            foreach (var piece in Pieces(one.Number))
            {
                piece.RequestId = job.NewRequestId();
                await one.Session.Profiles.AddEvidenceAsync(piece, cancellationToken: job.Cancellation);
            }

            if (one.Number < 2)
                await school.Profiles.ConfirmTalentAsync(new ConfirmTalentRequest { TalentId = one.Talent.TalentId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        });

    /// <summary>Granted and read, asked and open, granted and withdrawn.</summary>
    private static async Task ConsentsAsync(JobContext job, List<(Session Session, Talent.V1.Talent Talent)> people, List<TalentNeed> needs)
    {
        for (var i = 0; i < people.Count; i++)
        {
            var (session, talent) = people[i];
            if (talent.Placed || (await session.Consents.ListConsentsAsync(new ListConsentsRequest(), cancellationToken: job.Cancellation)).Consents.Count > 0)
                continue;
            var need = needs[i % needs.Count];
            var firm = await job.Parties.EnterpriseAsync(need.OrganisationCode);
            await firm.Consents.RequestConsentAsync(new RequestConsentRequest { NeedId = need.NeedId, TalentId = talent.TalentId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            if (i == 1)
                continue;
            var consent = await session.Consents.GrantConsentAsync(new GrantConsentRequest { NeedId = need.NeedId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
            await firm.Talents.GetTalentAsync(new GetTalentRequest { TalentId = talent.TalentId }, cancellationToken: job.Cancellation);
            if (i == 2)
                await session.Consents.WithdrawConsentAsync(new ConsentStepRequest { ConsentId = consent.ConsentId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }

    private static IEnumerable<(string User, ProfileFields Fields)> People()
    {
        yield return ("talent1", Fields("示范人才甲", "机械电子工程", ("plc-programming", 4), ("line-integration", 3)));
        yield return ("talent2", Fields("示范人才乙", "自动化", ("plc-programming", 4), ("scada", 3)));
        yield return ("talent3", Fields("示范人才丙", "焊接技术与工程", ("welding", 4), ("cnc-machining", 2)));
    }

    private static ProfileFields Fields(string name, string major, params (string Skill, int Level)[] skills) => new()
    {
        Name = name,
        Major = major,
        Education = EducationLevel.Bachelor,
        GraduationYear = 2026,
        Skills = { skills.Select(skill => new SkillLevel { Skill = skill.Skill, Level = skill.Level }) },
        PreferredPlaces = { "秦皇岛" },
        ExpectedSalaryCnyFen = 9_000_000,
        EmploymentKind = EmploymentKind.FullTime,
    };

    private static IEnumerable<AddEvidenceRequest> Pieces(int number)
    {
        yield return new() { Kind = EvidenceKind.Certificate, Title = "可编程控制系统设计师（示范）", Issuer = "示范评价机构", IssueDate = "2025-06-20", Skills = { "plc-programming" } };
        if (number < 2)
            yield return new() { Kind = EvidenceKind.Award, Title = "智能产线技能竞赛二等奖（示范）", Issuer = "示范竞赛组委会", IssueDate = "2025-10-15", Skills = { "line-integration" } };
        yield return new() { Kind = EvidenceKind.Project, Title = "产线改造实训项目（示范）", Issuer = "示范企业", Skills = { "field-engineering" } };
    }
}
