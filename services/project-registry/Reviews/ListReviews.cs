using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>In order of first filing. A reviewer sees only the own sheets.</summary>
internal static class ListReviews
{
    private const string Sql = """
        select r.review_id, r.application_id, r.reviewer_id, r.points, r.justifications, r.comment, r.filed_at, r.version, r.excluded_at, r.exclusion_reason,
            case when @reviewer::text is null then p.name end as reviewer_name
        from review r left join reviewer p using (reviewer_id)
        where r.batch_id = @batchId
            and (@application::uuid is null or r.application_id = @application)
            and (@reviewer::text is null or r.reviewer_id = @reviewer)
            and (@after::uuid is null or r.review_id > @after)
        order by r.review_id
        limit @limit
        """;

    public static async Task<ListReviewsResponse> RunAsync(Store store, ServerCallContext call, ListReviewsRequest request)
    {
        var caller = Caller.Of(call);
        var reviewer = caller.Is(Roles.Official) ? null : caller.Subject;
        var query = $"ListReviews {request.BatchId} {request.ApplicationId} {reviewer}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        var size = PageSize.Of(request.PageSize, maximum: 500);
        var batchId = Guid.Parse(request.BatchId);
        var application = Ids.Optional(request.ApplicationId, "application_id");
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var batch = await BatchRow.ReadAsync(connection, batchId, call.CancellationToken);
        var rows = (await connection.QueryAsync<ReviewRow>(new CommandDefinition(
            Sql, new { batchId, application, reviewer, after, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListReviewsResponse { Reviews = { rows.Take(size).Select(row => row.ToMessage(batch.CriterionIds)) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].ReviewId.ToString());
        }

        return response;
    }
}
