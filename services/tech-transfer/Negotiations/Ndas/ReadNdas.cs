using System.Globalization;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.Ndas;

internal static class ReadNdas
{
    private const string Page = $"""
        {NdaRow.Select}
        where n.negotiation_id = @NegotiationId and (@before::int is null or n.version < @before)
        order by n.version desc
        limit @limit
        """;

    public static async Task<ListNdasResponse> RunAsync(Store store, ListNdasRequest request, ServerCallContext call)
    {
        var query = $"ndas {request.NegotiationId}";
        var before = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var negotiation = await NegotiationReading.InsideAsync(connection, Caller.Of(call), request.NegotiationId, call.CancellationToken);
        var rows = (await connection.QueryAsync<NdaRow>(new CommandDefinition(
            Page, new { negotiation.NegotiationId, before = PageKeys.Number(before, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        return new ListNdasResponse
        {
            Ndas = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].Version.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }
}
