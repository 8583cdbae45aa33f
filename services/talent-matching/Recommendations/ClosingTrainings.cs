using Dapper;
using Npgsql;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Recommendations;

/// <summary>Programmes open for enrolment that teach what is missing.</summary>
internal static class ClosingTrainings
{
    /// <summary>Those that lead at least to a level that somebody lacks; by skill, the earliest first.</summary>
    public static async Task<IReadOnlyList<ClosingTraining>> OfAsync(NpgsqlConnection connection, IEnumerable<MissingSkill> missing, CancellationToken cancellation)
    {
        const string sql = """
            select m.skill_code as skill, p.programme_id::text as programme_id, p.title, max(m.target_level)::int as target_level
            from training_programme p join training_module m using (programme_id)
            join unnest(@codes, @levels) as w (code, level) on w.code = m.skill_code and w.level <= m.target_level
            where p.state = 2
            group by m.skill_code, p.programme_id order by m.skill_code, p.start_date, p.programme_id limit 200
            """;
        var lowest = missing.GroupBy(skill => skill.Code).Select(skill => (skill.Key, Level: skill.Min(one => one.Level))).ToList();
        return lowest.Count == 0 ? [] : (await connection.QueryAsync<ClosingTraining>(new CommandDefinition(
            sql, new { codes = lowest.Select(one => one.Key).ToArray(), levels = lowest.Select(one => one.Level).ToArray() }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The explanation with the programmes that close what one talent lacks for one need.</summary>
    public static string Explain(string explanation, IReadOnlyList<ClosingTraining> trainings, IEnumerable<MissingSkill> missing, Language language)
    {
        var titles = missing
            .Select(skill => trainings.FirstOrDefault(training => training.Skill == skill.Code && training.TargetLevel >= skill.Level)?.Title)
            .OfType<string>().Distinct().ToList();
        return titles.Count == 0
            ? explanation
            : explanation + language.Pick($"可参加培训补齐：{string.Join("、", titles)}。", $" Training that closes it: {string.Join(", ", titles)}.");
    }
}
