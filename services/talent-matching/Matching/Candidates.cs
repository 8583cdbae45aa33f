using Dapper;
using Npgsql;

namespace Platform.TalentMatching.Matching;

/// <summary>A talent who may fit, with what a shortlist shows of it.</summary>
internal sealed record Candidate(TalentProfile Profile, string Name, string CollegeCode, string CollegeName, string Major);

/// <summary>Reads talents that the index found, as they are now.</summary>
internal static class Candidates
{
    /// <summary>Those of the ids that are there and to be matched, or placed where the caller wants these, too.</summary>
    public static async Task<Dictionary<Guid, Candidate>> OfAsync(NpgsqlConnection connection, IEnumerable<Guid> ids, bool placedToo, CancellationToken cancellation)
    {
        const string sql = $"""
            select {TalentScoringRow.Columns}
            from talent t
            where t.talent_id = any(@ids) and (@placedToo or not (t.placed or t.confirmation = 3)) and t.erased_at is null
            limit 10000
            """;
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { ids = ids.Distinct().ToArray(), placedToo }, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.TalentId, row => row.ToCandidate());
    }

    private sealed class Row : TalentScoringRow
    {
        public Candidate ToCandidate() => new(ToProfile(), Name, CollegeCode, CollegeName, Major);
    }
}
