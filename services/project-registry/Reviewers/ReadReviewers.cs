using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>The pool as officials read it; a reviewer reads the own entry.</summary>
internal static class ReadReviewers
{
    private const string One = $"select {ReviewerRow.Columns} from reviewer where reviewer_id = @id";

    private const string Many = $"""
        select {ReviewerRow.Columns}
        from reviewer
        where (not @activeOnly or active)
            and (@industry = '' or @industry = any(industries))
            and (@after::text is null or reviewer_id > @after)
        order by reviewer_id
        limit @limit
        """;

    public static async Task<Reviewer> GetAsync(Store store, ServerCallContext call, GetReviewerRequest request)
    {
        var caller = Caller.Of(call);
        if (!caller.Is(Roles.Official) && caller.Subject != request.ReviewerId)
        {
            throw ReviewerErrors.NotFound.ToException();
        }

        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ReviewerRow>(new CommandDefinition(One, new { id = request.ReviewerId }, cancellationToken: call.CancellationToken));
        return row?.ToMessage() ?? throw ReviewerErrors.NotFound.ToException();
    }

    public static async Task<ListReviewersResponse> ListAsync(Store store, ServerCallContext call, ListReviewersRequest request)
    {
        var query = $"ListReviewers {request.ActiveOnly} {request.Industry}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1)?[0];
        var size = PageSize.Of(request.PageSize, maximum: 500);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ReviewerRow>(new CommandDefinition(
            Many, new { activeOnly = request.ActiveOnly, industry = request.Industry, after, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListReviewersResponse { Reviewers = { rows.Take(size).Select(row => row.ToMessage()) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].ReviewerId);
        }

        return response;
    }
}
