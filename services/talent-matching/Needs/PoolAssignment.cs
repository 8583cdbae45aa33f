namespace Platform.TalentMatching.Needs;

/// <summary>An open need as far as the pool is concerned.</summary>
public sealed record AssignableNeed(Guid NeedId, string OrganisationCode, string TitleFolded, string? PoolProjectId);

/// <summary>A pool project with the folded titles of the needs that it declares.</summary>
public sealed record PoolProject(string ProjectId, string OrganisationCode, DateTimeOffset AdmittedAt, int Rank, IReadOnlySet<string> Titles);

/// <summary>
/// Which pool project gives a need its priority: the firm's first admitted one that declares a need of this title, else the
/// firm's first admitted one. Depends on the facts alone, not on the order in which they arrived.
/// </summary>
public static class PoolAssignment
{
    /// <returns>The needs whose project changes, with the new one.</returns>
    public static IReadOnlyList<(Guid NeedId, string ProjectId)> Changes(IEnumerable<AssignableNeed> needs, IEnumerable<PoolProject> projects)
    {
        var byFirm = projects
            .OrderBy(project => project.AdmittedAt)
            .ThenBy(project => project.Rank)
            .ThenBy(project => project.ProjectId, StringComparer.Ordinal)
            .ToLookup(project => project.OrganisationCode);
        return [.. needs
            .Select(need => (need, project: Of(need, byFirm[need.OrganisationCode])))
            .Where(pair => pair.project is not null && pair.project.ProjectId != pair.need.PoolProjectId)
            .Select(pair => (pair.need.NeedId, pair.project!.ProjectId))];
    }

    private static PoolProject? Of(AssignableNeed need, IEnumerable<PoolProject> admitted) =>
        admitted.FirstOrDefault(project => project.Titles.Contains(need.TitleFolded)) ?? admitted.FirstOrDefault();
}
