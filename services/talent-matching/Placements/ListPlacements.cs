using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Placements;

/// <summary>Placements of the caller's needs or talents; officials see all. Newest first.</summary>
internal static class ListPlacements
{
    public static async Task<ListPlacementsResponse> RunAsync(Store store, ListPlacementsRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {PlacementRow.Select}
            where (@firm::text is null or p.organisation_code = @firm) and (@college::text is null or t.college_code = @college) and (@account::text is null or t.account_id = @account)
              and (@State = 0 or p.state = @State) and (@CollaborationId = '' or p.collaboration_id = @CollaborationId)
              and (@after::uuid is null or p.placement_id < @after)
            order by p.placement_id desc limit @limit
            """;
        var query = $"placements|{caller.OrganisationCode}|{(int)request.State}|{request.CollaborationId}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize);
        var (firm, college, account) = Parties(caller);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<PlacementRow>(new CommandDefinition(
            sql, new { firm, college, account, State = (short)request.State, request.CollaborationId, after, limit = size + 1 }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListPlacementsResponse
        {
            Placements = { page.Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].PlacementId.ToString()) : "",
        };
    }

    private static (string? Firm, string? College, string? Account) Parties(Caller caller) => caller switch
    {
        _ when caller.Is(Roles.Official) => (null, null, null),
        _ when caller.Is(Roles.University) => (null, caller.OrganisationCode, null),
        _ when caller.Is(Roles.Talent) => (null, null, caller.Subject),
        _ => (caller.OrganisationCode, null, null),
    };
}
