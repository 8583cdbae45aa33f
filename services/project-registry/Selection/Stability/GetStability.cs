using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection.Stability;

/// <summary>The stored stability, in order of rank.</summary>
internal static class GetStability
{
    public static async Task<StabilityMessage> RunAsync(Store store, ServerCallContext call, GetStabilityRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return await ReadAsync(connection, request, call.CancellationToken);
    }

    public static async Task<StabilityMessage> ReadAsync(NpgsqlConnection connection, GetStabilityRequest request, CancellationToken cancellation)
    {
        const string head = """
            select s.resamples, s.seed, s.inputs_sha256, s.assessed_at, s.boundary_low, s.boundary_high,
                (u.superseded_at is not null) as stale,
                (select count(*)::int from stability_place p where p.batch_id = s.batch_id and p.at_boundary) as boundary_count
            from stability s join selection_run u using (run_id)
            where s.batch_id = @batchId
            """;
        const string places = """
            select p.rank, p.application_id, a.project_name, a.organisation_name, a.industry, r.outcome, p.selected, p.rank_low, p.rank_high, p.at_boundary
            from stability_place p join application a using (application_id) join ranking r using (application_id)
            where p.batch_id = @batchId and p.rank > @after
            order by p.rank
            limit @limit
            """;
        var batchId = Guid.Parse(request.BatchId);
        var query = $"GetStability {request.BatchId}";
        var size = PageSize.Of(request.PageSize, byDefault: 200, maximum: 1000);
        var after = PageKeys.Number(PageToken.Decode(request.PageToken, query, keyCount: 1), 0) ?? 0;
        var found = await connection.QuerySingleOrDefaultAsync<HeadRow>(new CommandDefinition(head, new { batchId }, cancellationToken: cancellation))
            ?? throw SelectionErrors.StabilityNotFound.ToException();
        var rows = (await connection.QueryAsync<PlaceRow>(new CommandDefinition(places, new { batchId, after, limit = size + 1 }, cancellationToken: cancellation))).AsList();
        var message = found.ToMessage(batchId);
        message.Applications.AddRange(rows.Take(size).Select(row => row.ToMessage(found.Resamples)));
        if (rows.Count > size)
        {
            message.NextPageToken = PageToken.Encode(query, $"{rows[size - 1].Rank}");
        }

        return message;
    }

    private sealed class HeadRow
    {
        public int Resamples { get; init; }

        public long Seed { get; init; }

        public byte[] InputsSha256 { get; init; } = [];

        public DateTimeOffset AssessedAt { get; init; }

        public int BoundaryLow { get; init; }

        public int BoundaryHigh { get; init; }

        public bool Stale { get; init; }

        public int BoundaryCount { get; init; }

        public StabilityMessage ToMessage(Guid batchId) => new()
        {
            BatchId = batchId.ToString(),
            Resamples = Resamples,
            Seed = Seed,
            InputsSha256 = Convert.ToHexStringLower(InputsSha256),
            AssessTime = Timestamp.FromDateTimeOffset(AssessedAt),
            Stale = Stale,
            BoundaryLow = Points.Exact(BoundaryLow),
            BoundaryHigh = Points.Exact(BoundaryHigh),
            BoundaryCount = BoundaryCount,
        };
    }

    private sealed class PlaceRow
    {
        public int Rank { get; init; }

        public Guid ApplicationId { get; init; }

        public string ProjectName { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string Industry { get; init; } = "";

        public SelectionOutcome Outcome { get; init; }

        public int Selected { get; init; }

        public int RankLow { get; init; }

        public int RankHigh { get; init; }

        public bool AtBoundary { get; init; }

        public StableApplication ToMessage(int resamples) => new()
        {
            Rank = Rank,
            ApplicationId = ApplicationId.ToString(),
            ProjectName = ProjectName,
            OrganisationName = OrganisationName,
            Industry = Industry,
            Outcome = Outcome,
            Probability = Points.Exact(((Selected * 20_000L) + resamples) / (2L * resamples)),
            RankLow = RankLow,
            RankHigh = RankHigh,
            AtBoundary = AtBoundary,
        };
    }
}
