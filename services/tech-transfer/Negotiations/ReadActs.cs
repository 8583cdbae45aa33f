using System.Globalization;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>The history of a negotiation; accounts and notes are for those who read what the sides tell each other.</summary>
internal static class ReadActs
{
    private const string Page = """
        select h.act_id, h.kind, h.stage, h.organisation_code, coalesce(o.name, '') as organisation_name, h.account, h.note, h.at
        from negotiation_act h left join organisation o using (organisation_code)
        where h.negotiation_id = @NegotiationId and (@after::bigint is null or h.act_id > @after)
        order by h.act_id
        limit @limit
        """;

    public static async Task<ListNegotiationActsResponse> RunAsync(Store store, ListNegotiationActsRequest request, ServerCallContext call)
    {
        var query = $"negotiation acts {request.NegotiationId}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var negotiation = await NegotiationReading.SeenAsync(connection, caller, request.NegotiationId, call.CancellationToken);
        var inside = negotiation.IsInside(caller);
        var rows = (await connection.QueryAsync<ActRow>(new CommandDefinition(
            Page, new { negotiation.NegotiationId, after = PageKeys.Long(after, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        return new ListNegotiationActsResponse
        {
            Acts = { rows.Take(size).Select(row => row.ToMessage(inside)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].ActId.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }

    private sealed record ActRow
    {
        public long ActId { get; init; }

        public NegotiationActKind Kind { get; init; }

        public NegotiationStage Stage { get; init; }

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string Account { get; init; } = "";

        public string Note { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public NegotiationAct ToMessage(bool inside) => new()
        {
            Kind = Kind,
            Stage = Stage,
            OrganisationCode = OrganisationCode,
            OrganisationName = OrganisationName,
            Account = inside ? Account : "",
            Note = inside ? Note : "",
            Time = At.ToTimestamp(),
        };
    }
}
