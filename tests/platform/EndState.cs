using Xunit;

namespace Platform.SystemTests;

/// <summary>
/// What is stored in all services after the main job, in words that do not change from run to run: names instead of ids,
/// no times. Two runs that end alike have equal texts.
/// </summary>
public sealed record EndState(string Pool, string Findings, string Talents, string Transfer, string Collaborations, string Organisations)
{
    public static async Task<EndState> ReadAsync(Databases databases) => new(
        await TextAsync(databases, Databases.Registry, """
            select a.state || ' ' || coalesce(r.rank, 0) || ' ' || a.organisation_code || ' ' || a.project_name || ' ' || coalesce(r.outcome, 0)
                || ' reviews ' || (select count(*) from review v where v.application_id = a.application_id)
                || ' needs ' || (select count(*) from project_need n where n.project_id = a.application_id)
            from application a left join ranking r using (application_id) order by r.rank, a.project_name
            """),
        await TextAsync(databases, Databases.Registry, """
            select p.name || ' · ' || n.title || ' · ' || n.kind || ' · '
                || coalesce((select string_agg(f.score::text, ' ' order by f.rank) from project_finding f where f.project_id = n.project_id and f.need_id = n.need_id), '-')
            from project_need n join project p using (project_id) order by p.rank, n.kind, n.title
            """),
        await TextAsync(databases, Databases.Talent, """
            select n.organisation_code || ' ' || n.title || ' state ' || n.state || ' pool ' || (n.pool_project_id is not null) || ' declared ' || n.declared
                || ' shortlists ' || (select count(*) from shortlist s where s.need_id = n.need_id)
                || ' entries ' || (select count(*) from shortlist_entry e where e.need_id = n.need_id)
                || ' placements ' || (select coalesce(string_agg(p.state::text, ' '), '-') from placement p where p.need_id = n.need_id)
            from talent_need n order by n.organisation_code, n.title, n.state
            """),
        await TextAsync(databases, Databases.Transfer, """
            select n.organisation_code || ' ' || n.title || ' state ' || n.state || ' pool ' || (n.pool_project_id is not null) || ' declared ' || n.declared
                || ' results ' || (select count(*) from match_result s where s.need_id = n.need_id)
                || ' matches ' || (select count(*) from need_match m where m.need_id = n.need_id)
                || ' negotiations ' || (select coalesce(string_agg(g.state::text, ' '), '-') from negotiation g where g.need_id = n.need_id)
                || ' agreements ' || (select count(*) from negotiation g join agreement a using (negotiation_id) where g.need_id = n.need_id)
            from technology_need n order by n.organisation_code, n.title, n.state
            """),
        await TextAsync(databases, Databases.Registry, """
            select c.state || ' ' || c.title || ' ' || c.terms_version
                || ' parties ' || (select string_agg(p.organisation_code || (p.consented_at is not null), ' ' order by p.organisation_code) from collaboration_party p where p.collaboration_id = c.collaboration_id)
                || ' commitments ' || (select string_agg(m.number || ':' || m.fulfilment || ':' || (m.fulfilled_at is not null), ' ' order by m.number) from commitment m where m.collaboration_id = c.collaboration_id)
            from collaboration c order by c.title
            """),
        string.Join('\n', (await Task.WhenAll(new[] { Databases.Registry, Databases.Talent, Databases.Transfer }.Select(
            database => TextAsync(databases, database, "select organisation_code || ' ' || name || ' ' || kind from organisation order by organisation_code")))).Distinct(StringComparer.Ordinal)));

    /// <summary>Fails with the first lines that differ, part by part.</summary>
    public void AssertSameAs(EndState other)
    {
        foreach (var (part, mine, others) in Parts().Zip(other.Parts(), (one, two) => (one.Name, one.Text, two.Text)))
        {
            var (left, right) = (mine.Split('\n'), others.Split('\n'));
            var differing = left.Except(right, StringComparer.Ordinal).Select(line => $"  now:    {line}").Concat(right.Except(left, StringComparer.Ordinal).Select(line => $"  before: {line}")).Take(12).ToList();
            Assert.True(differing.Count == 0 && left.Length == right.Length, $"{part} differ, {left.Length} lines now and {right.Length} before:\n{string.Join('\n', differing)}");
        }
    }

    private IEnumerable<(string Name, string Text)> Parts() =>
    [
        (nameof(Pool), Pool), (nameof(Findings), Findings), (nameof(Talents), Talents),
        (nameof(Transfer), Transfer), (nameof(Collaborations), Collaborations), (nameof(Organisations), Organisations),
    ];

    private static async Task<string> TextAsync(Databases databases, string database, string sql) => string.Join('\n', await databases.QueryAsync<string>(database, sql));
}
