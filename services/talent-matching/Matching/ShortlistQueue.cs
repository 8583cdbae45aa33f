using Platform.Chassis.Data;

namespace Platform.TalentMatching.Matching;

/// <summary>
/// Needs whose shortlist is due, written with the change that made it so: nothing is lost by a crash, and a large import does
/// not wait for the scoring. <see cref="ShortlistWorker"/> is woken by the commit.
/// </summary>
internal static class ShortlistQueue
{
    public const string Channel = "shortlist_due";

    public static async Task AddAsync(Change change, IReadOnlyCollection<Guid> needIds)
    {
        if (needIds.Count > 0)
        {
            const string sql = """
                insert into shortlist_due (need_id, priority)
                select n.need_id, (n.pool_project_id is null)::int from talent_need n where n.need_id = any(@ids) and n.state = 1
                """;
            await change.ExecuteAsync(sql, new { ids = needIds.ToArray() });
            await WakeAsync(change);
        }
    }

    /// <summary>After new talents: every open need, those of the pool first.</summary>
    public static async Task AddAllOpenAsync(Change change)
    {
        const string sql = """
            insert into shortlist_due (need_id, priority)
            select n.need_id, (n.pool_project_id is null)::int from talent_need n where n.state = 1
            """;
        await change.ExecuteAsync(sql);
        await WakeAsync(change);
    }

    /// <summary>After a change to a talent: the open needs on whose shortlist it stands.</summary>
    public static async Task AddThoseShowingAsync(Change change, IReadOnlyCollection<Guid> talentIds)
    {
        const string sql = """
            insert into shortlist_due (need_id, priority)
            select distinct n.need_id, (n.pool_project_id is null)::int
            from shortlist_entry e join talent_need n using (need_id)
            where e.talent_id = any(@ids) and n.state = 1
            """;
        await change.ExecuteAsync(sql, new { ids = talentIds.ToArray() });
        await WakeAsync(change);
    }

    private static Task WakeAsync(Change change) => change.ExecuteAsync($"notify {Channel}");
}
