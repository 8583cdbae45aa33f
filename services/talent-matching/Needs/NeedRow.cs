using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Paging;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Needs;

/// <summary>A row of <c>talent_need</c>.</summary>
internal sealed class NeedRow
{
    /// <summary>Of <c>talent_need n left join organisation o using (organisation_code)</c>.</summary>
    public const string Columns = """
        n.need_id, n.title, n.organisation_code, coalesce(o.name, n.organisation_name) as organisation_name, n.headcount, n.placed_count,
        n.must_codes, n.must_levels, n.nice_codes, n.nice_levels, n.minimum_education, n.salary_min_cny_fen, n.salary_max_cny_fen,
        n.place, n.employment_kind, n.deadline, n.state, n.pool_project_id, n.declared, n.created_at, n.version,
        array(select distinct s.support_request_id from support_request s where s.need_id = n.need_id order by 1) as support_request_ids,
        n.must_weights, n.nice_weights, n.start_date, n.university_codes, n.universities_in_order, n.award_preferences,
        array(select coalesce(u.name, c.code) from unnest(n.university_codes) with ordinality as c (code, i)
            left join organisation u on u.organisation_code = c.code order by c.i) as university_names
        """;

    public Guid NeedId { get; init; }

    public string Title { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public int Headcount { get; init; }

    public int PlacedCount { get; init; }

    public string[] MustCodes { get; init; } = [];

    public short[] MustLevels { get; init; } = [];

    public string[] NiceCodes { get; init; } = [];

    public short[] NiceLevels { get; init; } = [];

    public short MinimumEducation { get; init; }

    public long SalaryMinCnyFen { get; init; }

    public long SalaryMaxCnyFen { get; init; }

    public string Place { get; init; } = "";

    public short EmploymentKind { get; init; }

    public DateOnly? Deadline { get; init; }

    public short State { get; init; }

    public string? PoolProjectId { get; init; }

    public bool Declared { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    /// <summary>Support requests that it serves.</summary>
    public Guid[] SupportRequestIds { get; init; } = [];

    public short[] MustWeights { get; init; } = [];

    public short[] NiceWeights { get; init; } = [];

    public DateOnly? StartDate { get; init; }

    public string[] UniversityCodes { get; init; } = [];

    /// <summary>At the index of the code.</summary>
    public string[] UniversityNames { get; init; } = [];

    public bool UniversitiesInOrder { get; init; }

    public string[] AwardPreferences { get; init; } = [];

    public TalentNeedState NeedState => (TalentNeedState)State;

    public NeedTerms ToTerms() => new(
        Title,
        Must,
        Nice,
        (EducationLevel)MinimumEducation,
        SalaryMinCnyFen,
        SalaryMaxCnyFen,
        Place,
        (EmploymentKind)EmploymentKind)
    {
        Universities = UniversityCodes,
        UniversitiesInOrder = UniversitiesInOrder,
        Awards = AwardPreferences,
    };

    private SkillList Must => new(MustCodes, MustLevels) { Weights = MustWeights };

    private SkillList Nice => new(NiceCodes, NiceLevels) { Weights = NiceWeights };

    public TalentNeed ToMessage() => new()
    {
        NeedId = NeedId.ToString(),
        Title = Title,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Headcount = Headcount,
        PlacedCount = PlacedCount,
        MustSkills = { Must.ToWeightedMessages() },
        NiceSkills = { Nice.ToWeightedMessages() },
        MinimumEducation = (EducationLevel)MinimumEducation,
        SalaryMinCnyFen = SalaryMinCnyFen,
        SalaryMaxCnyFen = SalaryMaxCnyFen,
        Place = Place,
        EmploymentKind = (EmploymentKind)EmploymentKind,
        Deadline = Text(Deadline),
        State = NeedState,
        PoolProjectId = PoolProjectId ?? "",
        Declared = Declared,
        CreateTime = CreatedAt.ToTimestamp(),
        Etag = Etag.Of(Version),
        SupportRequestIds = { SupportRequestIds.Select(id => id.ToString()) },
        StartDate = Text(StartDate),
        PreferredUniversities = { UniversityCodes.Zip(UniversityNames, (code, name) => new PreferredUniversity { OrganisationCode = code, Name = name }) },
        UniversitiesInOrder = UniversitiesInOrder,
        PreferredAwards = { AwardPreferences },
    };

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
