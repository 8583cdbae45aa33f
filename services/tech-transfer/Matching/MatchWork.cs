using Platform.Chassis.Data;

namespace Platform.TechTransfer.Matching;

/// <summary>
/// Needs to be matched anew, asked for in the transaction that makes it necessary and done soon after its commit by
/// <see cref="MatchWorker"/>: a crash between the two loses nothing.
/// </summary>
internal static class MatchWork
{
    /// <summary>Every open need of the pool: the offer of listings changed.</summary>
    public static Task ForPoolAsync(Change change) => change.ExecuteAsync("insert into match_work (need_id) values (null)");

    /// <param name="needIds">Done in this order.</param>
    public static Task ForAsync(Change change, Guid[] needIds) =>
        change.ExecuteAsync("insert into match_work (need_id) select n.id from unnest(@needIds) with ordinality as n (id, place) order by n.place", new { needIds });

    /// <summary>Takes some work, leaving what another replica has taken. Needs are named once; the whole pool becomes its needs.</summary>
    public static async Task<Guid[]> TakeAsync(Change change, int most)
    {
        const string take = """
            delete from match_work
            where work_id in (select work_id from match_work order by work_id limit @most for update skip locked)
            returning need_id
            """;
        const string expand = """
            insert into match_work (need_id)
            select need_id from technology_need where state = 1 and pool_project_id is not null order by need_id
            """;
        var taken = await change.QueryAsync<Guid?>(take, new { most });
        if (taken.Contains(null))
        {
            await change.ExecuteAsync(expand);
        }

        return [.. taken.OfType<Guid>().Distinct().Order()];
    }
}
