using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Privacy;

/// <summary>Consents newest first, each party its own.</summary>
internal static class ListConsents
{
    public static async Task<ListConsentsResponse> RunAsync(Store store, ListConsentsRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {ConsentRow.Select}
            where (@firm::text is null or c.organisation_code = @firm) and (@college::text is null or t.college_code = @college)
              and (@account::text is null or t.account_id = @account)
              and (@State = 0 or c.state = @State) and (@talentId::uuid is null or c.talent_id = @talentId) and (@needId::uuid is null or c.need_id = @needId)
              and (@after::uuid is null or c.consent_id < @after)
            order by c.consent_id desc limit @limit
            """;
        var query = $"consents|{caller.OrganisationCode}|{(int)request.State}|{request.TalentId}|{request.NeedId}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<ConsentRow>(new CommandDefinition(sql, new
        {
            firm = caller.Is(Roles.Enterprise) ? caller.OrganisationCode : null,
            college = caller.Is(Roles.University) && !caller.Is(Roles.Official) ? caller.OrganisationCode : null,
            account = caller.Is(Roles.Talent) ? caller.Subject : null,
            State = (short)request.State,
            talentId = IdOf(request.TalentId),
            needId = IdOf(request.NeedId),
            after,
            limit = size + 1,
        }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListConsentsResponse
        {
            Consents = { page.Select(row => row.ToMessage(caller)) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].ConsentId.ToString()) : "",
        };
    }

    /// <summary>Empty: any. What is no id finds nothing.</summary>
    private static Guid? IdOf(string text) => text.Length == 0 ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;
}
