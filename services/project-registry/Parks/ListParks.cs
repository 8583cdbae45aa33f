using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Lights;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Parks;

/// <summary>The city's parks by district, then name, each with its newest measurement, beside the study's baseline.</summary>
internal static class ListParks
{
    private const string Sql = $"""
        {ParkRow.Select}
        where (@District = '' or k.district = @District) and (@lastDistrict::text is null or (k.district, k.name_zh) > (@lastDistrict, @lastName))
        order by k.district, k.name_zh limit @limit
        """;

    private const string NewestSql = $"select distinct on (park_id) {MeasurementRow.Columns} from park_measurement order by park_id, park_measurement.measured_on desc limit 10000";

    public static async Task<ListParksResponse> RunAsync(Store store, ServerCallContext call, ListParksRequest request)
    {
        var query = $"ListParks {request.District}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ParkRow>(new CommandDefinition(
            Sql, new { request.District, lastDistrict = keys?[0], lastName = keys?[1], limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var newest = (await connection.QueryAsync<MeasurementRow>(new CommandDefinition(NewestSql, cancellationToken: call.CancellationToken))).ToDictionary(row => row.ParkId);
        var official = Caller.Of(call).Is(Roles.Official);
        var response = new ListParksResponse
        {
            Parks = { rows.Take(size).Select(row => row.ToMessage(official, newest.TryGetValue(row.ParkId, out var measured) ? [measured] : [])) },
            FirmsAboveScale = newest.Values.Sum(row => row.FirmsAboveScale),
            FirmsConnected = newest.Values.Sum(row => row.FirmsConnected),
            SeedBaseline = PoolRules.SeedBaselines.Single(baseline => baseline.Code == "platform-penetration"),
        };
        if (Penetration.Of(response.FirmsConnected, response.FirmsAboveScale) is { } penetration)
        {
            response.PenetrationBp = penetration;
        }

        if (rows.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, rows[size - 1].District, rows[size - 1].NameZh);
        }

        return response;
    }

    public static async Task<ListParkFirmsResponse> FirmsAsync(Store store, ServerCallContext call, ListParkFirmsRequest request)
    {
        const string sql = """
            select f.organisation_code, coalesce(o.name, f.organisation_code) as name
            from firm f left join organisation o using (organisation_code)
            where f.park_id = @id and (@after::text is null or f.organisation_code > @after) order by f.organisation_code limit @limit
            """;
        var query = $"ListParkFirms {request.ParkId}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        var id = Guid.Parse(request.ParkId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        _ = await ParkRow.ReadAsync(connection, null, id, official: true, call.CancellationToken);
        var firms = (await connection.QueryAsync<(string Code, string Name)>(
            new CommandDefinition(sql, new { id, after = keys?[0], limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var response = new ListParkFirmsResponse { Firms = { firms.Take(size).Select(firm => new ParkFirm { OrganisationCode = firm.Code, Name = firm.Name }) } };
        if (firms.Count > size)
        {
            response.NextPageToken = PageToken.Encode(query, firms[size - 1].Code);
        }

        return response;
    }
}
