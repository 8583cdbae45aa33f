using Platform.Chassis.Data;
using Platform.TalentMatching.Needs;

namespace Platform.TalentMatching.Matching;

/// <summary>A pool project that is told a need's shortlist, and the title by which the project knows the need.</summary>
internal sealed record PoolTarget(Guid NeedId, string ProjectId, string Title)
{
    /// <summary>
    /// By need: the project that gives it priority, and every other admitted project of the firm that declares a need of this title.
    /// </summary>
    public static async Task<ILookup<Guid, PoolTarget>> OfAsync(Change change, IReadOnlyList<NeedRow> needs)
    {
        const string sql = """
            select n.need_id, d.project_id, min(d.title) as title
            from talent_need n
            join pool_project p on p.organisation_code = n.organisation_code
            join pool_declared_need d on d.project_id = p.project_id and d.title_folded = n.title_folded
            where n.need_id = any(@ids) and not exists (select from pool_left l where l.project_id = p.project_id)
            group by n.need_id, d.project_id
            """;
        var declaring = await change.QueryAsync<PoolTarget>(sql, new { ids = needs.Select(need => need.NeedId).ToArray() });
        var prioritising = needs.Where(need => need.PoolProjectId is not null).Select(need => new PoolTarget(need.NeedId, need.PoolProjectId!, need.Title));
        return declaring
            .Concat(prioritising)
            .DistinctBy(target => (target.NeedId, target.ProjectId))
            .OrderBy(target => target.ProjectId, StringComparer.Ordinal)
            .ToLookup(target => target.NeedId);
    }
}
