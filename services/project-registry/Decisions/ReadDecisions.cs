using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>One decision, and the list: newest first, as ids are ordered by time.</summary>
internal static class ReadDecisions
{
    private const string ListSql = $"""
        {DecisionRow.Select}
        where (@state = 0 or state = @state)
            and (@kind = 0 or kind = @kind)
            and (@subject::uuid is null or subject_id = @subject)
            and (@before::uuid is null or decision_id < @before)
        order by decision_id desc
        limit @limit
        """;

    private const string AwaitingSql = """
        select count(*)::int from (select from decision where state = 1 and proposed_by <> @caller limit 1000) as pending
        """;

    public static async Task<Decision> GetAsync(Store store, ServerCallContext call, GetDecisionRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<DecisionRow>(new CommandDefinition(
            $"{DecisionRow.Select} where decision_id = @id", new { id = Guid.Parse(request.DecisionId) }, cancellationToken: call.CancellationToken));
        return row?.ToMessage(Caller.Of(call)) ?? throw DecisionErrors.NotFound.ToException();
    }

    public static async Task<ListDecisionsResponse> ListAsync(Store store, ServerCallContext call, ListDecisionsRequest request)
    {
        var caller = Caller.Of(call);
        var query = $"ListDecisions {request.State} {request.Kind} {request.SubjectId}";
        var before = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var parameters = new
        {
            state = (short)request.State, kind = (short)request.Kind, subject = Ids.Optional(request.SubjectId, "subject_id"), before, limit = size + 1,
        };
        var rows = (await connection.QueryAsync<DecisionRow>(new CommandDefinition(ListSql, parameters, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListDecisionsResponse
        {
            Decisions = { rows.Take(size).Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].DecisionId.ToString()) : "",
            AwaitingCaller = await connection.ExecuteScalarAsync<int>(new CommandDefinition(AwaitingSql, new { caller = caller.Subject }, cancellationToken: call.CancellationToken)),
        };
        return response;
    }
}
