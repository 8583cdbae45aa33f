using Platform.Chassis.Data;

namespace Platform.TechTransfer.Needs;

/// <summary>
/// Which pool project a firm's open needs belong to: the one that declares a need of that title, else the first admitted
/// (by time, rank, id). It depends on projects and needs alone, not on the order in which they became known.
/// </summary>
internal static class PoolPriority
{
    /// <summary>
    /// Keeps the admission of a firm's project and the posting of its needs apart, so that each sees the other. Imports,
    /// which may name any firm, take the place of all.
    /// </summary>
    public static Task LockFirmAsync(Change change, string organisationCode) => change.ExecuteAsync(
        "select pg_advisory_xact_lock_shared(7302, 0), pg_advisory_xact_lock(7303, hashtext(@organisationCode))", new { organisationCode });

    public static Task LockAllFirmsAsync(Change change) => change.ExecuteAsync("select pg_advisory_xact_lock(7302, 0)");

    /// <returns>The needs whose project changed.</returns>
    public static Task<IReadOnlyList<Guid>> AssignAsync(Change change, string[] organisationCodes)
    {
        const string sql = """
            update technology_need n set pool_project_id = a.project_id, version = n.version + 1
            from (
                select o.need_id, (
                    select p.project_id from pool_project p
                    left join declared_need d on d.project_id = p.project_id and d.title_key = o.title_key
                    where p.organisation_code = o.organisation_code and not exists (select from pool_left l where l.project_id = p.project_id)
                    order by (d.declared_need_id is null), p.admitted_at, p.rank, p.project_id
                    limit 1) as project_id
                from technology_need o
                where o.organisation_code = any(@organisationCodes) and o.state = 1
                order by o.need_id
                for no key update of o) a
            where n.need_id = a.need_id and a.project_id is not null and n.pool_project_id is distinct from a.project_id
            returning n.need_id
            """;
        return change.QueryAsync<Guid>(sql, new { organisationCodes });
    }
}
