using Dapper;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Identity.V1;

namespace Platform.Identity.Accounts;

internal static class ListAccounts
{
    private const string Select = """
        select a.id, a.user_name, a.display_name, coalesce(a.organisation_code, '') as organisation_code, coalesce(o.name, '') as organisation_name, a.roles, a.disabled
        from account a left join organisation o using (organisation_code)
        where (@Code = '' or a.organisation_code = @Code) and (@After::text is null or a.user_name > @After)
        order by a.user_name
        limit @Limit
        """;

    private const string SelectOne = """
        select a.id, a.user_name, a.display_name, coalesce(a.organisation_code, '') as organisation_code, coalesce(o.name, '') as organisation_name, a.roles, a.disabled
        from account a left join organisation o using (organisation_code)
        where a.id = @id
        """;

    public static async Task<ListAccountsResponse> RunAsync(Store store, ListAccountsRequest request, CancellationToken cancellation)
    {
        var query = $"accounts/{request.OrganisationCode}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize, maximum: 500);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<AccountRow>(new CommandDefinition(
            Select, new { Code = request.OrganisationCode, After = after?[0], Limit = size + 1 }, cancellationToken: cancellation))).AsList();
        var response = new ListAccountsResponse();
        response.Accounts.AddRange(rows.Take(size).Select(row => row.ToAccount()));
        if (rows.Count > size)
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].UserName);

        return response;
    }

    /// <returns>Null when there is none of this id.</returns>
    public static async Task<V1.Account?> FindAsync(Store store, Guid id, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<AccountRow>(new CommandDefinition(SelectOne, new { id }, cancellationToken: cancellation));
        return row?.ToAccount();
    }
}

internal sealed record AccountRow
{
    // Properties, not parameters: Dapper sees an array of PostgreSQL as System.Array and finds no such constructor.
    public Guid Id { get; init; }
    public string UserName { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string OrganisationCode { get; init; } = "";
    public string OrganisationName { get; init; } = "";
    public string[] Roles { get; init; } = [];
    public bool Disabled { get; init; }

    public V1.Account ToAccount() => new()
    {
        UserName = UserName,
        DisplayName = DisplayName,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Roles = { Roles },
        Disabled = Disabled,
        AccountId = Id.ToString(),
    };
}
