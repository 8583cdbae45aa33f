using System.Runtime.CompilerServices;
using Dapper;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>A talent who may fit, with what a shortlist shows of it.</summary>
internal sealed record Candidate(TalentProfile Profile, string Name, string CollegeCode, string CollegeName, string Major);

/// <summary>The talents who may fit any of several needs, by one query on the indexes of skills and text; read as a stream.</summary>
internal static class Candidates
{
    public static async IAsyncEnumerable<Candidate> OfAsync(Change change, IReadOnlyList<NeedProfile> needs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Nothing of it is kept but the best few, so there is no limit to set.
        const string sql = """
            select t.talent_id, t.seq, t.name, coalesce(t.college_code, '') as college_code, t.college_name, t.major, t.skill_codes, t.skill_levels, t.education,
                t.preferred_places, t.expected_salary_cny_fen, t.employment_kind, cardinality(t.awards) as award_count, t.award_codes, t.text_grams
            from talent t
            where not t.placed and (t.skill_codes && @skills or t.text_grams && @grams)
            """;
        var parameters = new
        {
            skills = needs.SelectMany(need => need.CandidateSkills).Distinct().ToArray(),
            grams = needs.SelectMany(need => need.Grams).Distinct().ToArray(),
        };
        var rows = change.Connection.QueryUnbufferedAsync<Row>(sql, parameters, change.Transaction);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            yield return row.ToCandidate();
        }
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
