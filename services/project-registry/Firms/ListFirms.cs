using Dapper;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

/// <summary>Firms that have a profile, in order of their code, each with the years that wait for an official.</summary>
internal static class ListFirms
{
    private const string Sql = $"""
        {FirmRow.Select}
        where (@after = '' or f.organisation_code > @after)
            and (@name = '' or strpos(o.name, @name) > 0)
            and (not @awaiting or f.state = 1 or exists (select from firm_year y where y.organisation_code = f.organisation_code and y.state = 1))
        order by f.organisation_code
        limit @limit
        """;

    private const string YearsSql = $"{FirmYearRow.Select} where organisation_code = any(@codes) and state = 1 order by organisation_code, year desc limit 2000";

    public static async Task<ListFirmsResponse> RunAsync(Store store, ServerCallContext call, ListFirmsRequest request)
    {
        var query = $"ListFirms {request.AwaitingOnly} {request.NamePart}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<FirmRow>(new CommandDefinition(
            Sql, new { after = keys?[0] ?? "", name = request.NamePart.Trim(), awaiting = request.AwaitingOnly, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var page = rows.Take(size).Select(row => row.ToMessage()).ToList();
        var years = (await connection.QueryAsync<FirmYearRow>(new CommandDefinition(
            YearsSql, new { codes = page.Select(firm => firm.OrganisationCode).ToArray() }, cancellationToken: call.CancellationToken))).ToLookup(year => year.OrganisationCode);
        page.ForEach(firm => firm.Years.AddRange(years[firm.OrganisationCode].Select(year => year.ToMessage())));
        return new ListFirmsResponse
        {
            Firms = { page },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].OrganisationCode) : "",
        };
    }
}
