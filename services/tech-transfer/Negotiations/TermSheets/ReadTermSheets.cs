using System.Globalization;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.TermSheets;

internal static class ReadTermSheets
{
    private const string Page = $"""
        {TermSheetRow.Select}
        where t.negotiation_id = @NegotiationId and (@before::int is null or t.version < @before)
        order by t.version desc
        limit @limit
        """;

    private const string Two = $"""
        {TermSheetRow.Select}
        where t.negotiation_id = @NegotiationId and t.version in (@FromVersion, @ToVersion)
        limit 2
        """;

    public static async Task<ListTermSheetsResponse> ListAsync(Store store, ListTermSheetsRequest request, ServerCallContext call)
    {
        var query = $"term sheets {request.NegotiationId}";
        var before = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var negotiation = await NegotiationReading.InsideAsync(connection, Caller.Of(call), request.NegotiationId, call.CancellationToken);
        var rows = (await connection.QueryAsync<TermSheetRow>(new CommandDefinition(
            Page, new { negotiation.NegotiationId, before = PageKeys.Number(before, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        return new ListTermSheetsResponse
        {
            TermSheets = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].Version.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }

    public static async Task<CompareTermSheetsResponse> CompareAsync(Store store, CompareTermSheetsRequest request, ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var negotiation = await NegotiationReading.InsideAsync(connection, Caller.Of(call), request.NegotiationId, call.CancellationToken);
        var rows = (await connection.QueryAsync<TermSheetRow>(new CommandDefinition(
            Two, new { negotiation.NegotiationId, request.FromVersion, request.ToVersion }, cancellationToken: call.CancellationToken))).ToDictionary(row => row.Version);
        if (!rows.TryGetValue(request.FromVersion, out var from) || !rows.TryGetValue(request.ToVersion, out var to))
        {
            throw NegotiationErrors.VersionUnknown.ToException();
        }

        return new CompareTermSheetsResponse { From = from.ToMessage(), To = to.ToMessage(), Changes = { TermSheetDiff.Between(from.ToTerms(), to.ToTerms()) } };
    }
}
