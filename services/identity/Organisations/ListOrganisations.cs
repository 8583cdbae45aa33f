using Dapper;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Identity.V1;

namespace Platform.Identity.Organisations;

internal static class ListOrganisations
{
    private const string Select = """
        select organisation_code, name, kind from organisation
        where (@Kind = 0 or kind = @Kind)
          and (@Part = '' or position(lower(@Part) in lower(name)) > 0)
          and (@Name::text is null or (name, organisation_code) > (@Name, @Code))
        order by name, organisation_code
        limit @Limit
        """;

    public static async Task<ListOrganisationsResponse> RunAsync(Store store, ListOrganisationsRequest request, CancellationToken cancellation)
    {
        var query = $"organisations/{(int)request.Kind}/{request.NameContains}";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize, maximum: 500);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<OrganisationRow>(new CommandDefinition(
            Select,
            new { Kind = (short)request.Kind, Part = request.NameContains, Name = after?[0], Code = after?[1], Limit = size + 1 },
            cancellationToken: cancellation))).AsList();
        var response = new ListOrganisationsResponse();
        response.Organisations.AddRange(rows.Take(size).Select(row => row.ToOrganisation()));
        if (rows.Count > size)
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].Name, rows[size - 1].OrganisationCode);

        return response;
    }
}
