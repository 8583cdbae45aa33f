using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Needs;

/// <summary>A need about to be stored.</summary>
internal sealed record NewNeed(
    Guid NeedId,
    string Title,
    string OrganisationCode,
    string OrganisationName,
    int Headcount,
    [property: JsonIgnore] SkillList Must,
    [property: JsonIgnore] SkillList Nice,
    EducationLevel MinimumEducation,
    long SalaryMinCnyFen,
    long SalaryMaxCnyFen,
    string Place,
    EmploymentKind EmploymentKind,
    DateOnly? Deadline,
    bool Declared)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string TitleFolded { get; } = Words.Fold(Title);

    public string[] MustCodes => Must.Codes;

    public short[] MustLevels => Must.Levels;

    public string[] NiceCodes => Nice.Codes;

    public short[] NiceLevels => Nice.Levels;

    public short[] MustWeights => Must.Weights;

    public short[] NiceWeights => Nice.Weights;

    public DateOnly? StartDate { get; init; }

    /// <summary>Organisation codes of preferred universities, in the order of preference where <see cref="UniversitiesInOrder"/>.</summary>
    public IReadOnlyList<string> UniversityCodes { get; init; } = [];

    public bool UniversitiesInOrder { get; init; }

    /// <summary>Codes of skills whose awards are preferred.</summary>
    public IReadOnlyList<string> AwardPreferences { get; init; } = [];

    [JsonIgnore]
    public (string, string) Key => (OrganisationCode, TitleFolded);

    /// <summary>
    /// Stores needs in one statement. A posted need takes over the open one of the same title that was opened from an
    /// application and keeps its id; an open posted one stays as it is and its newcomer is not stored.
    /// </summary>
    /// <returns>Ids by <see cref="Key"/>, of those stored.</returns>
    public static async Task<Dictionary<(string, string), Guid>> StoreAsync(Change change, IReadOnlyCollection<NewNeed> needs)
    {
        // In one order of keys, so that two imports that meet wait for each other without a deadlock.
        const string sql = """
            insert into talent_need (
                need_id, title, title_folded, organisation_code, organisation_name, headcount, must_codes, must_levels, nice_codes, nice_levels,
                minimum_education, salary_min_cny_fen, salary_max_cny_fen, place, employment_kind, deadline, state, declared, created_at,
                must_weights, nice_weights, start_date, university_codes, universities_in_order, award_preferences)
            select r.need_id, r.title, r.title_folded, r.organisation_code, r.organisation_name, r.headcount, r.must_codes, r.must_levels, r.nice_codes, r.nice_levels,
                r.minimum_education, r.salary_min_cny_fen, r.salary_max_cny_fen, r.place, r.employment_kind, r.deadline, 1, r.declared, @Now,
                r.must_weights, r.nice_weights, r.start_date, r.university_codes, r.universities_in_order, r.award_preferences
            from json_to_recordset(@rows::json) as r (
                need_id uuid, title text, title_folded text, organisation_code text, organisation_name text, headcount integer,
                must_codes text[], must_levels smallint[], nice_codes text[], nice_levels smallint[], minimum_education smallint,
                salary_min_cny_fen bigint, salary_max_cny_fen bigint, place text, employment_kind smallint, deadline date, declared boolean,
                must_weights smallint[], nice_weights smallint[], start_date date, university_codes text[], universities_in_order boolean, award_preferences text[])
            order by r.organisation_code, r.title_folded
            on conflict (organisation_code, title_folded) where state = 1 do update set
                title = excluded.title, headcount = greatest(excluded.headcount, talent_need.placed_count + 1),
                must_codes = excluded.must_codes, must_levels = excluded.must_levels,
                nice_codes = excluded.nice_codes, nice_levels = excluded.nice_levels, minimum_education = excluded.minimum_education,
                salary_min_cny_fen = excluded.salary_min_cny_fen, salary_max_cny_fen = excluded.salary_max_cny_fen, place = excluded.place,
                employment_kind = excluded.employment_kind, deadline = excluded.deadline,
                must_weights = excluded.must_weights, nice_weights = excluded.nice_weights, start_date = excluded.start_date,
                university_codes = excluded.university_codes, universities_in_order = excluded.universities_in_order,
                award_preferences = excluded.award_preferences, declared = false, version = talent_need.version + 1
            where talent_need.declared and not excluded.declared
            returning need_id, organisation_code, title_folded
            """;
        var stored = await change.QueryAsync<Stored>(sql, new { rows = JsonSerializer.Serialize(needs, Json), change.Now });
        return stored.ToDictionary(row => (row.OrganisationCode, row.TitleFolded), row => row.NeedId);
    }

    private sealed record Stored(Guid NeedId, string OrganisationCode, string TitleFolded);
}
