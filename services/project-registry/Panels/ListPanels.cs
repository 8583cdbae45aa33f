using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Panels;

/// <summary>The panels of a batch that the caller is a member of, newest first.</summary>
internal static class ListPanels
{
    private const string Sql = $"""
        {PanelRow.Select}
        where p.batch_id = @batchId and {PanelRow.IsMember} and (@before::uuid is null or p.panel_id < @before)
        order by p.panel_id desc
        limit @limit
        """;

    public static async Task<ListPanelsResponse> RunAsync(Store store, ServerCallContext call, ListPanelsRequest request)
    {
        var caller = Caller.Of(call);
        var official = caller.Is(Roles.Official);
        var query = $"ListPanels {request.BatchId} {(official ? "" : caller.Subject)}";
        var before = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var parameters = new { batchId = Guid.Parse(request.BatchId), official, subject = caller.Subject, before, limit = size + 1 };
        var rows = (await connection.QueryAsync<PanelRow>(new CommandDefinition(Sql, parameters, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListPanelsResponse { Panels = { rows.Take(size).Select(row => row.ToMessage(official)) } };
        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].PanelId.ToString());
        }

        return response;
    }
}
