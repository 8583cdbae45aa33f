using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>A batch's applications that the caller may see, filtered, sorted and page by page.</summary>
internal static class ListApplications
{
    public static async Task<ListApplicationsResponse> RunAsync(Store store, ServerCallContext call, ListApplicationsRequest request)
    {
        var sight = Sight.Of(Caller.Of(call));
        var list = new ApplicationList(request, sight);
        var size = PageSize.Of(request.PageSize, maximum: 500);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ApplicationRow>(new CommandDefinition(list.Sql, list.Parameters(size + 1), cancellationToken: call.CancellationToken))).AsList();
        if (rows.Count == 0)
        {
            await RequireBatchAsync(connection, Guid.Parse(request.BatchId), call.CancellationToken);
        }

        var response = new ListApplicationsResponse { Applications = { rows.Take(size).Select(sight.Show) } };
        if (rows.Count > size)
        {
            response.NextPageToken = list.TokenAfter(rows[size - 1]);
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
