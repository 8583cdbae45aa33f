using Platform.Chassis.Catalogues;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>A talent as read from the database, with what its score and a list of it need.</summary>
internal class TalentScoringRow
{
    /// <summary>Of a table <c>talent t</c>.</summary>
    public const string Columns = """
        t.talent_id, t.seq, t.name, coalesce(t.college_code, '') as college_code, t.college_name, t.major, t.skill_codes, t.skill_levels, t.education,
            t.preferred_places, t.expected_salary_cny_fen, t.employment_kind, cardinality(t.awards) as award_count, t.award_codes, t.text_grams
        """;

    public Guid TalentId { get; init; }

    public long Seq { get; init; }

    public string Name { get; init; } = "";

    public string CollegeCode { get; init; } = "";

    public string CollegeName { get; init; } = "";

    public string Major { get; init; } = "";

    public string[] SkillCodes { get; init; } = [];

    public short[] SkillLevels { get; init; } = [];

    public short Education { get; init; }

    public string[] PreferredPlaces { get; init; } = [];

    public long ExpectedSalaryCnyFen { get; init; }

    public short EmploymentKind { get; init; }

    public int AwardCount { get; init; }

    public string[] AwardCodes { get; init; } = [];

    public string[] TextGrams { get; init; } = [];

    public TalentProfile ToProfile() => new(
        TalentId,
        Seq,
        new SkillList(SkillCodes, SkillLevels),
        (EducationLevel)Education,
        Array.ConvertAll(PreferredPlaces, Words.Fold),
        ExpectedSalaryCnyFen,
        (EmploymentKind)EmploymentKind,
        AwardCount,
        AwardCodes,
        TextGrams)
    {
        College = CollegeCode,
    };
}
