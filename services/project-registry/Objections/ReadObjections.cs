using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>One objection, for its objector or an official, and the officials' list, oldest first.</summary>
internal static class ReadObjections
{
    private const string ListSql = $"""
        {ObjectionRow.Select}
        where (@batch::uuid is null or o.batch_id = @batch)
            and (@state = 0 or o.state = @state)
            and (not @openOnly or o.state <= 2)
            and (@after::uuid is null or o.objection_id > @after)
        order by o.objection_id
        limit @limit
        """;

    public static async Task<ObjectionReceipt> ByReceiptAsync(Store store, ServerCallContext call, GetObjectionByReceiptRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await ObjectionRow.ByReceiptAsync(connection, request.ReceiptCode, call.CancellationToken);
        return row.ToReceipt((await EvidenceAsync(connection, row.ObjectionId, call.CancellationToken)).Select(file => file.FileName));
    }

    public static async Task<Objection> GetAsync(Store store, ServerCallContext call, GetObjectionRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return await MessageAsync(connection, Caller.Of(call), Guid.Parse(request.ObjectionId), call.CancellationToken);
    }

    /// <summary>As an official sees it, with its evidence.</summary>
    internal static async Task<Objection> MessageAsync(NpgsqlConnection connection, Caller caller, Guid id, CancellationToken cancellation)
    {
        var row = await ObjectionRow.ReadAsync(connection, id, cancellation);
        return row.ToMessage(caller, (await EvidenceAsync(connection, id, cancellation)).Select(file => file.ToMessage()));
    }

    public static async Task<ListObjectionsResponse> ListAsync(Store store, ServerCallContext call, ListObjectionsRequest request)
    {
        var caller = Caller.Of(call);
        var query = $"ListObjections {request.BatchId} {request.State} {request.OpenOnly}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, keyCount: 1), 0);
        var size = PageSize.Of(request.PageSize);
        var parameters = new { batch = Ids.Optional(request.BatchId, "batch_id"), state = (short)request.State, openOnly = request.OpenOnly, after, limit = size + 1 };
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ObjectionRow>(new CommandDefinition(ListSql, parameters, cancellationToken: call.CancellationToken))).AsList();
        return new ListObjectionsResponse
        {
            Objections = { rows.Take(size).Select(row => row.ToMessage(caller, [])) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].ObjectionId.ToString()) : "",
        };
    }

    private static Task<IReadOnlyList<StoredFile>> EvidenceAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        StoredFiles.ListAsync(connection, FilePurpose.ObjectionEvidence.Kind(), id, cancellation);
}
