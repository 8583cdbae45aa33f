using System.Data;
using Dapper;
using Npgsql;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Retention;

/// <summary>A group of placements with its counts after 6, 12 and 24 months.</summary>
internal sealed record RetentionGroup(string Key, string Name, IReadOnlyDictionary<int, Counts> ByMonths);

/// <summary>
/// Counts follow-ups by group. The college speaks for where its talent works, the firm where the college does not know; where they
/// contradict each other there is no usable answer.
/// </summary>
internal static class RetentionCounts
{
    public static readonly IReadOnlyList<int> Milestones = [6, 12, 24];

    private const string Outcome = """
        case when college.in_city > 0 and firm.in_city > 0 and college.in_city <> firm.in_city then null
            else coalesce(nullif(college.in_city, 0), nullif(firm.in_city, 0)) end
        """;

    private const string Followed = $"""
        select p.placement_id, p.need_id, f.months, {Outcome} as outcome, p.cohort_college_code, p.cohort_college_name, p.cohort_graduation_year, p.industry
        from placement p
        join placement_follow_up f using (placement_id)
        left join placement_report firm on firm.placement_id = f.placement_id and firm.months = f.months and firm.party = 1
        left join placement_report college on college.placement_id = f.placement_id and college.months = f.months and college.party = 2
        where f.due_on <= @until and {RetentionScope.Condition}
        """;

    /// <summary>By one property, in the order of the keys.</summary>
    /// <param name="until">Follow-ups that fell due up to this day.</param>
    public static async Task<IReadOnlyList<RetentionGroup>> ReadAsync(
        NpgsqlConnection connection, IDbTransaction? transaction, RetentionDimension dimension, RetentionScope scope, DateOnly until, CancellationToken cancellation)
    {
        var (key, name, join) = dimension switch
        {
            RetentionDimension.College => ("coalesce(x.cohort_college_code, x.cohort_college_name, '')", "coalesce(max(x.cohort_college_name), '')", ""),
            RetentionDimension.Skill => ("s.code", "''", "join talent_need n using (need_id) cross join lateral (select distinct unnest(n.must_codes) as code) s"),
            RetentionDimension.Industry => ("x.industry", "''", ""),
            RetentionDimension.GraduationYear => ("coalesce(x.cohort_graduation_year::text, '')", "''", ""),
            _ => ("''", "''", ""),
        };
        var sql = $"""
            with x as ({Followed})
            select {key} as key, {name} as name, x.months::int as months, count(*) as due, count(x.outcome) as answered, count(*) filter (where x.outcome = 1) as in_city
            from x {join} group by 1, x.months order by 1, x.months limit 10000
            """;
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { until, scope.CollegeCode, scope.FirmCode }, transaction, cancellationToken: cancellation));
        return [.. rows.GroupBy(row => row.Key, StringComparer.Ordinal).Select(group => new RetentionGroup(
            group.Key, group.First().Name, group.ToDictionary(row => row.Months, row => new Counts(row.Due, row.Answered, row.InCity))))];
    }

    public static Counts At(this RetentionGroup group, int months) => group.ByMonths.GetValueOrDefault(months);

    private sealed record Row(string Key, string Name, int Months, long Due, long Answered, long InCity);
}
