using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

public sealed class ReadNeeds(Store store)
{
    private const string One = $"select {NeedRow.Columns} from technology_need n where n.need_id = @id";

    // Kept to what the caller may see, as NeedRow.IsSeenBy has it.
    private const string Page = $"""
        select {NeedRow.Columns} from technology_need n
        where (@after::uuid is null or (n.pool_project_id is null) > @afterOutside or ((n.pool_project_id is null) = @afterOutside and n.need_id < @after))
          and (@state = 0 or n.state = @state)
          and (@firm = '' or n.organisation_code = @firm)
          and (@project::uuid is null or n.pool_project_id = @project)
          and (@all or n.organisation_code = @own or (@university and n.state = 1))
        order by (n.pool_project_id is null), n.need_id desc
        limit @limit
        """;

    public async Task<TechnologyNeed> GetAsync(GetTechnologyNeedRequest request, ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<NeedRow>(new CommandDefinition(
            One, new { id = Guid.Parse(request.NeedId) }, cancellationToken: call.CancellationToken));
        return row?.IsSeenBy(Caller.Of(call)) == true ? row.ToMessage() : throw NeedErrors.NotFound.ToException();
    }

    public async Task<ListTechnologyNeedsResponse> ListAsync(ListTechnologyNeedsRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var query = $"technology-needs {request.State} {request.OrganisationCode} {request.ProjectId} {caller.OrganisationCode}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        if (request.ProjectId.Length > 0 && !Guid.TryParse(request.ProjectId, out _))
        {
            return new ListTechnologyNeedsResponse();
        }

        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<NeedRow>(new CommandDefinition(Page, new
        {
            afterOutside = PageKeys.Flag(after, 0) ?? false,
            after = PageKeys.Id(after, 1),
            state = (int)request.State,
            firm = request.OrganisationCode,
            project = request.ProjectId.Length == 0 ? (Guid?)null : Guid.Parse(request.ProjectId),
            all = caller.Is(Roles.Official),
            own = caller.OrganisationCode,
            university = caller.Is(Roles.University),
            limit = size + 1,
        }, cancellationToken: call.CancellationToken))).AsList();
        return new ListTechnologyNeedsResponse
        {
            Needs = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, (rows[size - 1].PoolProjectId is null).ToString(), rows[size - 1].NeedId.ToString()) : "",
        };
    }
}
