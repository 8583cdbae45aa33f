using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>Parties see their own, officials all; to anybody else a collaboration does not exist.</summary>
internal static class ReadCollaborations
{
    public static async Task<Collaboration> GetAsync(Store store, TimeProvider clock, ServerCallContext call, GetCollaborationRequest request)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await CollaborationRow.ReadAsync(connection, null, Guid.Parse(request.CollaborationId), call.CancellationToken);
        return row is not null && (caller.Is(Roles.Official) || row.HasParty(caller.OrganisationCode))
            ? row.ToMessage(CityDays.Of(clock.GetUtcNow()))
            : throw CollaborationErrors.NotFound.ToException();
    }

    public static async Task<ListCollaborationsResponse> ListAsync(Store store, TimeProvider clock, ServerCallContext call, ListCollaborationsRequest request)
    {
        // Two statements, as each has an index of its own to walk: all of them, or those of one party.
        const string all = $"""
            select {CollaborationRow.Columns} from collaboration
            where (@state = 0 or state = @state) and (@project::uuid is null or project_id = @project) and (@after::uuid is null or collaboration_id < @after)
            order by collaboration_id desc limit @limit
            """;
        const string ofParty = $"""
            select {CollaborationRow.Columns} from collaboration join
                (select collaboration_id from collaboration_party where organisation_code = @OrganisationCode) mine using (collaboration_id)
            where (@state = 0 or state = @state) and (@project::uuid is null or project_id = @project) and (@after::uuid is null or collaboration_id < @after)
            order by collaboration_id desc limit @limit
            """;
        var caller = Caller.Of(call);
        var query = $"collaborations {request.State} {request.ProjectId} {(caller.Is(Roles.Official) ? "" : caller.OrganisationCode)}";
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<CollaborationRow>(new CommandDefinition(caller.Is(Roles.Official) ? all : ofParty, new
        {
            state = (int)request.State,
            project = Ids.Optional(request.ProjectId, "project_id"),
            after = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0),
            caller.OrganisationCode,
            limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        var page = await CollaborationRow.FillAsync(connection, null, rows.Take(size).ToList(), call.CancellationToken);
        var today = CityDays.Of(clock.GetUtcNow());
        return new ListCollaborationsResponse
        {
            Collaborations = { page.Select(row => row.ToMessage(today)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].CollaborationId.ToString()) : "",
        };
    }
}
