namespace Platform.TalentMatching.Skills;

/// <summary>
/// Where codes of skills are stored, so that a merge moves them all. Whoever stores codes in a new column adds it here; what is missed
/// still counts as the skill that took its place, only under the old code.
/// </summary>
internal static class MovedCodes
{
    /// <summary>Statements with <c>@from</c> and <c>@into</c>. Of two levels or weights the higher stays.</summary>
    public static readonly string[] Statements =
    [
        """
        update talent t set (skill_codes, skill_levels) = (
            select array_agg(m.code order by m.n), array_agg(m.level order by m.n)
            from (
                select replaced as code, max(u.level) as level, min(u.n) as n
                from unnest(t.skill_codes, t.skill_levels) with ordinality u (code, level, n),
                    lateral (select case u.code when @from then @into else u.code end as replaced) r
                group by replaced) m), version = t.version + 1
        where t.skill_codes @> array[@from]
        """,
        Need("must"),
        Need("nice"),
        Set("talent", "award_codes"),
        Set("talent_need", "award_preferences"),
        Set("talent_evidence", "skill_codes"),
        One("training_module", "skill_code"),
        One("training_result", "skill_code"),
    ];

    /// <summary>A column with one code a row.</summary>
    public static string One(string table, string column) => $"update {table} set {column} = @into where {column} = @from";

    /// <summary>A column with an array of codes, each once.</summary>
    public static string Set(string table, string column) => $"""
        update {table} set {column} = (
            select array_agg(m.code order by m.n) from (
                select replaced as code, min(u.n) as n
                from unnest({column}) with ordinality u (code, n), lateral (select case u.code when @from then @into else u.code end as replaced) r
                group by replaced) m)
        where {column} @> array[@from]
        """;

    private static string Need(string kind) => $"""
        update talent_need t set ({kind}_codes, {kind}_levels, {kind}_weights) = (
            select array_agg(m.code order by m.n), array_agg(m.level order by m.n),
                case when cardinality(t.{kind}_weights) = 0 then '{"{}"}' else array_agg(m.weight order by m.n) end
            from (
                select replaced as code, max(u.level) as level, max(u.weight) as weight, min(u.n) as n
                from unnest(t.{kind}_codes, t.{kind}_levels, t.{kind}_weights) with ordinality u (code, level, weight, n),
                    lateral (select case u.code when @from then @into else u.code end as replaced) r
                group by replaced) m), version = t.version + 1
        where t.{kind}_codes @> array[@from]
        """;
}
