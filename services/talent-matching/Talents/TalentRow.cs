using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Auth;
using Platform.Chassis.Paging;
using Platform.Chassis.Privacy;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>A row of <c>talent</c>.</summary>
internal sealed class TalentRow
{
    /// <summary>Of <c>talent t</c>.</summary>
    public const string Columns = """
        t.talent_id, t.seq, t.name, coalesce(t.college_code, '') as college_code, t.college_name, t.major, t.education, t.graduation_year, t.skill_codes, t.skill_levels,
        t.unmapped_skills, t.awards, t.preferred_places, t.expected_salary_cny_fen, t.employment_kind, t.phone, t.placed, t.created_at,
        t.origin, t.confirmation, t.preferred_industries, t.account_id is not null as has_account, t.version
        """;

    /// <summary>Of <c>talent t</c>: nobody to be matched any more, as it is placed, erased, or its college does not stand for it.</summary>
    public const string Away = "(t.placed or t.erased_at is not null or t.confirmation = 3)";

    public Guid TalentId { get; init; }

    public long Seq { get; init; }

    public string Name { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public string Major { get; init; } = "";

    public short Education { get; init; }

    public short GraduationYear { get; init; }

    public string[] SkillCodes { get; init; } = [];

    public short[] SkillLevels { get; init; } = [];

    public string[] UnmappedSkills { get; init; } = [];

    public string[] Awards { get; init; } = [];

    public string[] PreferredPlaces { get; init; } = [];

    public long ExpectedSalaryCnyFen { get; init; }

    public short EmploymentKind { get; init; }

    public string Phone { get; init; } = "";

    public bool Placed { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public short Origin { get; init; }

    public short Confirmation { get; init; }

    public string[] PreferredIndustries { get; init; } = [];

    public bool HasAccount { get; init; }

    public long Version { get; init; }

    /// <summary>With name and phone as this caller may see them.</summary>
    public TalentMessage ToMessage(Caller caller) => new()
    {
        TalentId = TalentId.ToString(),
        Name = PersonalData.Name(caller, CollegeCode, Name),
        CollegeCode = CollegeCode,
        CollegeName = CollegeName,
        Major = Major,
        Education = (EducationLevel)Education,
        GraduationYear = GraduationYear,
        Skills = { new SkillList(SkillCodes, SkillLevels).ToMessages() },
        UnmappedSkills = { UnmappedSkills },
        Awards = { Awards },
        PreferredPlaces = { PreferredPlaces },
        ExpectedSalaryCnyFen = ExpectedSalaryCnyFen,
        EmploymentKind = (EmploymentKind)EmploymentKind,
        Phone = PersonalData.Phone(caller, CollegeCode, Phone),
        Placed = Placed,
        CreateTime = CreatedAt.ToTimestamp(),
        Origin = (TalentOrigin)Origin,
        Confirmation = (TalentConfirmation)Confirmation,
        PreferredIndustries = { PreferredIndustries },
        HasAccount = HasAccount,
        Unmasked = PersonalData.IsOwn(caller, CollegeCode),
        Etag = Etag.Of(Version),
    };
}

/// <summary>
/// The one place that decides who sees a talent's name and phone in full: its own college, and the talent itself, whom no query
/// gives another's row. Firms see them in one place only, with the talent's consent: see <see cref="GetTalent"/>.
/// </summary>
internal static class PersonalData
{
    public static string Name(Caller caller, string collegeCode, string name) => IsOwn(caller, collegeCode) ? name : Masking.Name(name);

    public static string Phone(Caller caller, string collegeCode, string phone) => IsOwn(caller, collegeCode) ? phone : Masking.Phone(phone);

    public static bool IsOwn(Caller caller, string collegeCode) =>
        caller.Is(Roles.Talent) || (caller.Is(Roles.University) && collegeCode.Length > 0 && collegeCode == caller.OrganisationCode);
}
