using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Parks;

/// <summary>An official adds a park or changes what is known of it.</summary>
internal static class EditPark
{
    private const string InsertSql = """
        insert into park (park_id, name_zh, name_en, district, level, area_hectare, created_at)
        values (@id, @zh, @en, @district, @level, @AreaHectare, @Now)
        """;

    private const string UpdateSql = """
        update park set name_zh = @zh, name_en = @en, district = @district, level = @level, area_hectare = @AreaHectare, version = version + 1
        where park_id = @id
        """;

    public static Task<Park> CreateAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateParkRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = change.NewId();
            await WriteAsync(change, InsertSql, new
            {
                id, zh = request.NameZh.Trim(), en = request.NameEn.Trim(), district = District(catalogue, request.District), level = (short)request.Level, request.AreaHectare, change.Now,
            });
            change.Audit("park.create", "park", id.ToString());
            return await ParkRow.ReadAsync(change.Connection, change.Transaction, id, official: true, change.Cancellation);
        });

    public static Task<Park> UpdateAsync(Store store, Catalogue catalogue, ServerCallContext call, UpdateParkRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var stored = await ParkRow.LockAsync(change, request.ParkId);
            Etag.Check(request.Etag, stored.Version);
            await WriteAsync(change, UpdateSql, new
            {
                id = stored.ParkId, zh = request.NameZh.Trim(), en = request.NameEn.Trim(), district = District(catalogue, request.District), level = (short)request.Level, request.AreaHectare,
            });
            change.Audit("park.update", "park", request.ParkId, new { stored.NameZh, stored.District, level = (int)stored.Level, stored.AreaHectare });
            return await ParkRow.ReadAsync(change.Connection, change.Transaction, stored.ParkId, official: true, change.Cancellation);
        });

    private static string District(Catalogue catalogue, string given) =>
        catalogue.Districts.Find(given)?.Code ?? throw ParkErrors.DistrictUnknown(given).ToException();

    private static async Task WriteAsync(Change change, string sql, object parameters)
    {
        try
        {
            await change.ExecuteAsync(sql, parameters);
        }
        catch (PostgresException exception) when (exception.Violates("park_name_once"))
        {
            throw ParkErrors.NameTaken.ToException();
        }
    }
}
