using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

public sealed class ReadNegotiations(Store store)
{
    private const string Page = $"""
        {NegotiationRow.Select}
        where (@after::uuid is null or g.negotiation_id < @after)
          and (@state = 0 or g.state = @state)
          and (@stage = 0 or g.stage = @stage)
          and (@collaboration = '' or g.collaboration_id = @collaboration)
          and (@all or g.organisation_code = @own or g.owner_code = @own)
        order by g.negotiation_id desc
        limit @limit
        """;

    public async Task<Negotiation> GetAsync(GetNegotiationRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await NegotiationReading.SeenAsync(connection, caller, request.NegotiationId, call.CancellationToken);
        return row.ToMessage(row.IsInside(caller));
    }

    public async Task<ListNegotiationsResponse> ListAsync(ListNegotiationsRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var query = $"negotiations {request.State} {request.Stage} {request.CollaborationId} {caller.OrganisationCode}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<NegotiationRow>(new CommandDefinition(Page, new
        {
            after = PageKeys.Id(after, 0),
            state = (int)request.State,
            stage = (int)request.Stage,
            collaboration = request.CollaborationId,
            all = caller.Is(Roles.Official),
            own = caller.OrganisationCode,
            limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        return new ListNegotiationsResponse
        {
            Negotiations = { rows.Take(size).Select(row => row.ToMessage(row.IsInside(caller))) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].NegotiationId.ToString()) : "",
        };
    }
}
