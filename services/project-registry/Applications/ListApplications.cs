using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>A batch's applications that the caller may see, in order of creation: ids are ordered by time.</summary>
internal static class ListApplications
{
    private const string Sql = $"""
        select {ApplicationRow.Columns}
        from application
        where batch_id = @batchId
            and {Sight.Sql}
            and (@state = 0 or state = @state)
            and (@industry = '' or industry = @industry)
            and (@after::uuid is null or application_id > @after)
        order by application_id
        limit @limit
        """;

    public static async Task<ListApplicationsResponse> RunAsync(Store store, ServerCallContext call, ListApplicationsRequest request)
    {
        var sight = Sight.Of(Caller.Of(call));
        var query = $"ListApplications {request.BatchId} {request.State} {request.Industry} {sight}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        var size = PageSize.Of(request.PageSize, maximum: 500);
        var batchId = Guid.Parse(request.BatchId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var parameters = new
        {
            batchId, sight.Submitted, sight.Own, sight.Reviewer, state = (short)request.State, industry = request.Industry, after, limit = size + 1,
        };
        var rows = (await connection.QueryAsync<ApplicationRow>(new CommandDefinition(Sql, parameters, cancellationToken: call.CancellationToken))).AsList();
        if (rows.Count == 0)
        {
            await RequireBatchAsync(connection, batchId, call.CancellationToken);
        }

        var response = new ListApplicationsResponse { Applications = { rows.Take(size).Select(sight.Show) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].ApplicationId.ToString());
        }

        return response;
    }

    private static async Task RequireBatchAsync(Npgsql.NpgsqlConnection connection, Guid batchId, CancellationToken cancellation)
    {
        const string sql = "select exists (select from batch where batch_id = @batchId)";
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, new { batchId }, cancellationToken: cancellation)))
        {
            throw BatchErrors.NotFound.ToException();
        }
    }
}
