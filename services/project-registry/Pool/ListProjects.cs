using System.Globalization;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>The pool by batch, newest first, then by rank.</summary>
internal static class ListProjects
{
    private const string Sql = $"""
        {ProjectRow.Select}
        where {ProjectSight.Sql}
            and (@batchId::uuid is null or p.batch_id = @batchId)
            and (@industry = '' or p.industry = @industry)
            and (@lastBatch::uuid is null or (p.batch_id <= @lastBatch and (p.batch_id < @lastBatch or p.rank > @lastRank)))
        order by p.batch_id desc, p.rank
        limit @limit
        """;

    public static async Task<ListProjectsResponse> RunAsync(Store store, ServerCallContext call, ListProjectsRequest request)
    {
        var sight = ProjectSight.Of(Caller.Of(call));
        var query = $"ListProjects {request.BatchId} {request.Industry} {sight}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        var parameters = new
        {
            sight.All, sight.Firm, sight.University, batchId = Ids.Optional(request.BatchId, "batch_id"), industry = request.Industry,
            lastBatch = PageKeys.Id(keys, 0), lastRank = PageKeys.Number(keys, 1), limit = size + 1,
        };
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ProjectRow>(new CommandDefinition(Sql, parameters, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListProjectsResponse { Projects = { rows.Take(size).Select(row => row.ToMessage()) } };
        if (rows.Count > size)
        {
            var last = rows[size - 1];
            response.NextPageToken = PageToken.Encode(query, last.BatchId.ToString(), last.Rank.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }
}
