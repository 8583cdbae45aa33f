using Platform.Chassis.Data;

namespace Platform.TalentMatching.Needs;

/// <summary>Gives the open needs of firms with pool projects their priority.</summary>
internal static class PoolPriority
{
    /// <summary>Hold one of the <see cref="NeedLocks"/>.</summary>
    /// <returns>The needs whose project changed.</returns>
    public static async Task<IReadOnlyList<Guid>> GiveAsync(Change change, IReadOnlyCollection<string> organisationCodes)
    {
        var codes = organisationCodes.ToArray();
        var projects = await ProjectsAsync(change, codes);
        if (projects.Count == 0)
        {
            return [];
        }

        // A firm's open needs: all of them are wanted, and a firm has few. Only those that change are locked, so nobody waits for a scoring.
        const string open = """
            select need_id, organisation_code, title_folded, pool_project_id from talent_need
            where organisation_code = any(@firms) and state = 1
            """;
        var needs = await change.QueryAsync<AssignableNeed>(open, new { firms = projects.Select(project => project.OrganisationCode).Distinct().ToArray() });
        var changes = PoolAssignment.Changes(needs, projects);
        if (changes.Count == 0)
        {
            return [];
        }

        const string assign = """
            update talent_need n set pool_project_id = c.project_id, version = n.version + 1
            from unnest(@ids, @projectIds) as c (need_id, project_id) where n.need_id = c.need_id and n.state = 1
            returning n.need_id
            """;
        return await change.QueryAsync<Guid>(assign, new
        {
            ids = changes.Select(pair => pair.NeedId).ToArray(),
            projectIds = changes.Select(pair => pair.ProjectId).ToArray(),
        });
    }

    private static async Task<IReadOnlyList<PoolProject>> ProjectsAsync(Change change, string[] codes)
    {
        const string sql = """
            select p.project_id, p.organisation_code, p.admitted_at, p.rank,
                coalesce(array_agg(d.title_folded) filter (where d.title_folded is not null), '{}') as titles
            from pool_project p left join pool_declared_need d using (project_id)
            where p.organisation_code = any(@codes) and not exists (select from pool_left l where l.project_id = p.project_id)
            group by p.project_id
            """;
        var rows = await change.QueryAsync<ProjectRow>(sql, new { codes });
        return [.. rows.Select(row => new PoolProject(row.ProjectId, row.OrganisationCode, row.AdmittedAt, row.Rank, row.Titles.ToHashSet()))];
    }

    private sealed class ProjectRow
    {
        public string ProjectId { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public DateTimeOffset AdmittedAt { get; init; }

        public int Rank { get; init; }

        public string[] Titles { get; init; } = [];
    }
}
