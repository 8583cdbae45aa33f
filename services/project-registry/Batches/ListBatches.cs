using Dapper;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>Newest first; ids are ordered by time.</summary>
internal static class ListBatches
{
    private const string Query = "ListBatches";

    private const string Sql = $"""
        {BatchRow.Select}
        where (@before::uuid is null or b.batch_id < @before)
        order by b.batch_id desc
        limit @limit
        """;

    public static async Task<ListBatchesResponse> RunAsync(Store store, ServerCallContext call, ListBatchesRequest request)
    {
        var size = PageSize.Of(request.PageSize);
        var keys = PageToken.Decode(request.PageToken, Query, keyCount: 1);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<BatchRow>(new CommandDefinition(
            Sql, new { before = PageKeys.Id(keys, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListBatchesResponse { Batches = { rows.Take(size).Select(row => row.ToMessage()) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(Query, rows[size - 1].BatchId.ToString());
        }

        return response;
    }
}
