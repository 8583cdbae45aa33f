using Dapper;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>A talent who may fit, with what a shortlist shows of it.</summary>
internal sealed record Candidate(TalentProfile Profile, string Name, string CollegeCode, string CollegeName, string Major);

/// <summary>Reads talents that the index found, as they are now.</summary>
internal static class Candidates
{
    /// <summary>Those of the ids that are there and not placed, or placed where the caller wants these, too.</summary>
    public static async Task<Dictionary<Guid, Candidate>> OfAsync(NpgsqlConnection connection, IEnumerable<Guid> ids, bool placedToo, CancellationToken cancellation)
    {
        const string sql = """
            select t.talent_id, t.seq, t.name, coalesce(t.college_code, '') as college_code, t.college_name, t.major, t.skill_codes, t.skill_levels, t.education,
                t.preferred_places, t.expected_salary_cny_fen, t.employment_kind, cardinality(t.awards) as award_count, t.award_codes, t.text_grams, t.placed
            from talent t
            where t.talent_id = any(@ids) and (@placedToo or not t.placed)
            limit 10000
            """;
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { ids = ids.Distinct().ToArray(), placedToo }, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.TalentId, row => row.ToCandidate());
    }

    private sealed class Row
    {
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

        public Candidate ToCandidate() => new(
            new TalentProfile(
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
            { College = CollegeCode },
            Name,
            CollegeCode,
            CollegeName,
            Major);
    }
}
