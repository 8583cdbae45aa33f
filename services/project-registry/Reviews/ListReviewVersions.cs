using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>A sheet and all that it was before, oldest first.</summary>
internal static class ListReviewVersions
{
    private const string Sql = """
        select review_id, application_id, reviewer_id, v.points, v.justifications, v.comment, v.filed_at, v.version, null::timestamptz as excluded_at, '' as exclusion_reason
        from review_version v join review r using (review_id)
        where review_id = @id
        union all
        select review_id, application_id, reviewer_id, points, justifications, comment, filed_at, version, excluded_at, exclusion_reason
        from review where review_id = @id
        order by version
        limit 1000
        """;

    public static async Task<ListReviewVersionsResponse> RunAsync(Store store, ServerCallContext call, ListReviewVersionsRequest request)
    {
        var caller = Caller.Of(call);
        var id = Guid.Parse(request.ReviewId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ReviewRow>(new CommandDefinition(Sql, new { id }, cancellationToken: call.CancellationToken))).AsList();
        if (rows.Count == 0 || (!caller.Is(Roles.Official) && rows[0].ReviewerId != caller.Subject))
        {
            throw ReviewErrors.ReviewNotFound.ToException();
        }

        var batchId = await connection.ExecuteScalarAsync<Guid>(new CommandDefinition("select batch_id from review where review_id = @id", new { id }, cancellationToken: call.CancellationToken));
        var batch = await BatchRow.ReadAsync(connection, batchId, call.CancellationToken);
        return new ListReviewVersionsResponse { Versions = { rows.Select(row => row.ToMessage(batch.CriterionIds)) } };
    }
}
