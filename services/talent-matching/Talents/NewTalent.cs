using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Talents;

/// <summary>A talent about to be stored.</summary>
internal sealed record NewTalent(
    Guid TalentId,
    string Name,
    string? CollegeCode,
    string CollegeName,
    string Major,
    EducationLevel Education,
    int GraduationYear,
    [property: JsonIgnore] SkillList Skills,
    string[] UnmappedSkills,
    IReadOnlyList<string> Awards,
    IReadOnlyList<string> AwardCodes,
    IReadOnlyList<string> PreferredPlaces,
    long ExpectedSalaryCnyFen,
    EmploymentKind EmploymentKind,
    string Phone,
    string[] TextGrams)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The words that no skill was found for, each with its level.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Word, int Level)> WordsNoted { get; init; } = [];

    public string NameFolded { get; } = Words.Fold(Name);

    public string CollegeFolded { get; } = Words.Fold(CollegeName);

    public string MajorFolded { get; } = Words.Fold(Major);

    public string[] SkillCodes => Skills.Codes;

    public short[] SkillLevels => Skills.Levels;

    /// <summary>Who it is: the same name, college, major and phone are the same talent.</summary>
    [JsonIgnore]
    public TalentKey Key => new(CollegeFolded, NameFolded, MajorFolded, Phone);

    /// <summary>Those of the keys that are stored already.</summary>
    public static Task<IReadOnlyList<TalentKey>> StoredKeysAsync(Change change, IReadOnlyCollection<TalentKey> keys)
    {
        const string sql = """
            select t.college_folded, t.name_folded, t.major_folded, t.phone
            from unnest(@colleges, @names, @majors, @phones) as k (college, name, major, phone)
            join talent t on t.college_folded = k.college and t.name_folded = k.name and t.major_folded = k.major and t.phone = k.phone
            """;
        return change.QueryAsync<TalentKey>(sql, new
        {
            colleges = keys.Select(key => key.CollegeFolded).ToArray(),
            names = keys.Select(key => key.NameFolded).ToArray(),
            majors = keys.Select(key => key.MajorFolded).ToArray(),
            phones = keys.Select(key => key.Phone).ToArray(),
        });
    }

    /// <summary>Stores talents in one statement, in their order.</summary>
    /// <returns>How many; fewer than given where others stored the same meanwhile.</returns>
    public static Task<int> StoreAsync(Change change, IReadOnlyCollection<NewTalent> talents)
    {
        const string sql = """
            insert into talent (
                talent_id, name, college_code, college_name, major, education, graduation_year, skill_codes, skill_levels, unmapped_skills, awards, award_codes,
                preferred_places, expected_salary_cny_fen, employment_kind, phone, text_grams, created_at, name_folded, college_folded, major_folded)
            select r.talent_id, r.name, r.college_code, r.college_name, r.major, r.education, r.graduation_year, r.skill_codes, r.skill_levels, r.unmapped_skills, r.awards, r.award_codes,
                r.preferred_places, r.expected_salary_cny_fen, r.employment_kind, r.phone, r.text_grams, @Now, r.name_folded, r.college_folded, r.major_folded
            from rows from (json_to_recordset(@rows::json) as (
                talent_id uuid, name text, college_code text, college_name text, major text, education smallint, graduation_year smallint,
                skill_codes text[], skill_levels smallint[], unmapped_skills text[], awards text[], award_codes text[], preferred_places text[],
                expected_salary_cny_fen bigint, employment_kind smallint, phone text, text_grams text[], name_folded text, college_folded text, major_folded text)
            ) with ordinality as r (
                talent_id, name, college_code, college_name, major, education, graduation_year, skill_codes, skill_levels, unmapped_skills, awards, award_codes,
                preferred_places, expected_salary_cny_fen, employment_kind, phone, text_grams, name_folded, college_folded, major_folded, n)
            order by r.n
            on conflict do nothing
            """;
        return change.ExecuteAsync(sql, new { rows = JsonSerializer.Serialize(talents, Json), change.Now });
    }
}

internal sealed record TalentKey(string CollegeFolded, string NameFolded, string MajorFolded, string Phone);
