using Dapper;
using Npgsql;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Needs;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Engine;

/// <summary>Reads open needs for the index.</summary>
internal static class NeedReader
{
    public static Task ReadAllAsync(NpgsqlConnection connection, SkillTaxonomy taxonomy, Action<IndexedNeed> take, CancellationToken cancellation) =>
        ReadAsync(connection, null, taxonomy, take, cancellation);

    /// <param name="ids">Null: every open need.</param>
    public static async Task ReadAsync(NpgsqlConnection connection, Guid[]? ids, SkillTaxonomy taxonomy, Action<IndexedNeed> take, CancellationToken cancellation)
    {
        // Read as a stream and kept in memory: there is no limit to set.
        const string sql = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where n.state = 1 and (@ids::uuid[] is null or n.need_id = any(@ids))
            """;
        await foreach (var row in connection.QueryUnbufferedAsync<NeedRow>(sql, new { ids }).WithCancellation(cancellation))
        {
            take(ToIndexed(row, taxonomy));
        }
    }

    /// <summary>Of equal scores, needs of the pool first, then the older.</summary>
    private static IndexedNeed ToIndexed(NeedRow row, SkillTaxonomy taxonomy) => new(
        row.NeedId,
        (row.PoolProjectId is null ? long.MaxValue / 2 : 0) + (row.CreatedAt.UtcTicks / 2),
        row.OrganisationCode,
        row.PoolProjectId is not null,
        NeedProfile.Of(row.ToTerms(), taxonomy));
}
