using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviewers;

/// <summary>Newest first; a reviewer reads the own.</summary>
internal static class ListConflicts
{
    private const string Sql = $"""
        select {ConflictRow.Columns}
        from reviewer_conflict
        where (@reviewer = '' or reviewer_id = @reviewer) and (@before::uuid is null or conflict_id < @before)
        order by conflict_id desc
        limit @limit
        """;

    public static async Task<ListConflictsResponse> RunAsync(Store store, ServerCallContext call, ListConflictsRequest request)
    {
        var caller = Caller.Of(call);
        if (!caller.Is(Roles.Official) && request.ReviewerId.Length > 0 && request.ReviewerId != caller.Subject)
        {
            throw ReviewerErrors.NotFound.ToException();
        }

        var reviewer = caller.Is(Roles.Official) ? request.ReviewerId : caller.Subject;
        var query = $"ListConflicts {reviewer}";
        var before = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ConflictRow>(new CommandDefinition(
            Sql, new { reviewer, before, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListConflictsResponse { Conflicts = { rows.Take(size).Select(row => row.ToMessage()) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].ConflictId.ToString());
        }

        return response;
    }
}
