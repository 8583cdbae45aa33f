using Platform.Chassis.Data;
using Platform.TechTransfer.Needs;

namespace Platform.TechTransfer.Matching;

/// <summary>The pool projects that are told what was found for a need.</summary>
internal static class PoolProjects
{
    /// <summary>By need: the project that gives it priority, and every other of the firm that declares a need of its title.</summary>
    public static async Task<ILookup<Guid, Target>> OfAsync(Change change, IReadOnlyList<NeedRow> needs)
    {
        const string sql = """
            select n.need_id, d.project_id, min(d.title) as title
            from technology_need n
            join pool_project p on p.organisation_code = n.organisation_code
            join declared_need d on d.project_id = p.project_id and d.title_key = n.title_key
            where n.need_id = any(@ids) and not exists (select from pool_left l where l.project_id = p.project_id)
            group by n.need_id, d.project_id
            """;
        var declaring = await change.QueryAsync<Target>(sql, new { ids = needs.Select(need => need.NeedId).ToArray() });
        var prioritising = needs.Where(need => need.PoolProjectId is not null).Select(need => new Target(need.NeedId, need.PoolProjectId!.Value, need.Title));
        return declaring
            .Concat(prioritising)
            .DistinctBy(target => (target.NeedId, target.ProjectId))
            .OrderBy(target => target.ProjectId)
            .ToLookup(target => target.NeedId);
    }

    /// <param name="Title">As the project knows the need.</param>
    internal sealed record Target(Guid NeedId, Guid ProjectId, string Title);
}
