using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>Registers a centre, and its places.</summary>
internal static class Centres
{
    private const string Insert = """
        insert into centre (centre_id, name, kind, organisation_code, district, services, description, created_at)
        values (@id, @name, @kind, @OrganisationCode, @district, @services, @Description, @Now)
        """;

    private const string InsertPlace = "insert into place (place_id, centre_id, name, equipment) values (@id, @centre, @name, @Equipment)";

    public static Task<Centre> CreateAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateCentreRequest request)
    {
        var district = catalogue.Districts.Find(request.District)?.Code ?? throw IncubationErrors.DistrictUnknown.ToException();
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = change.NewId();
            await InsertAsync(change, Insert, "centre_name_key", IncubationErrors.CentreExists, new
            {
                id, name = request.Name.Trim(), kind = (short)request.Kind, change.Caller.OrganisationCode, district, services = request.Services.ToArray(), request.Description, change.Now,
            });
            change.Audit("centre.create", "centre", id.ToString());
            return (await ReadCentres.ReadAsync(change.Connection, id, CityDays.Of(change.Now), change.Cancellation))[0];
        });
    }

    public static Task<Centre> AddPlaceAsync(Store store, ServerCallContext call, AddPlaceRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var centre = Guid.Parse(request.CentreId);
            var runner = await change.QuerySingleOrDefaultAsync<string>("select organisation_code from centre where centre_id = @centre", new { centre })
                ?? throw IncubationErrors.CentreNotFound.ToException();
            change.Caller.MustBeOf(runner);
            await InsertAsync(change, InsertPlace, "place_name", IncubationErrors.PlaceExists, new { id = change.NewId(), centre, name = request.Name.Trim(), request.Equipment });
            change.Audit("centre.add_place", "centre", request.CentreId);
            return (await ReadCentres.ReadAsync(change.Connection, centre, CityDays.Of(change.Now), change.Cancellation))[0];
        });

    private static async Task InsertAsync(Change change, string sql, string constraint, Error exists, object parameters)
    {
        try
        {
            await change.ExecuteAsync(sql, parameters);
        }
        catch (PostgresException exception) when (exception.Violates(constraint))
        {
            throw exists.ToException();
        }
    }
}
