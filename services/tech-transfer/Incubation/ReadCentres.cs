using System.Data.Common;
using Dapper;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>Centres with their places.</summary>
internal static class ReadCentres
{
    private const string Places = """
        select p.centre_id, p.place_id, p.name, p.equipment,
            not exists (select from booking b where b.place_id = p.place_id and not b.cancelled and @today between b.first_day and b.last_day) as free
        from place p where p.centre_id = any(@ids)
        order by p.place_key
        limit 2000
        """;

    public static async Task<ListCentresResponse> ListAsync(Store store, TimeProvider clock, ServerCallContext call)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return new ListCentresResponse { Centres = { await ReadAsync(connection, null, CityDays.Of(clock.GetUtcNow()), call.CancellationToken) } };
    }

    public static async Task<Centre> GetAsync(Store store, TimeProvider clock, ServerCallContext call, GetCentreRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return (await ReadAsync(connection, Guid.Parse(request.CentreId), CityDays.Of(clock.GetUtcNow()), call.CancellationToken)).FirstOrDefault()
            ?? throw IncubationErrors.CentreNotFound.ToException();
    }

    /// <param name="id">Null for all.</param>
    public static async Task<IReadOnlyList<Centre>> ReadAsync(DbConnection connection, Guid? id, DateOnly today, CancellationToken cancellation)
    {
        var rows = (await connection.QueryAsync<CentreRow>(new CommandDefinition(
            $"{CentreRow.Select} where @id::uuid is null or c.centre_id = @id order by c.kind, c.name limit 200", new { id, today }, cancellationToken: cancellation))).AsList();
        var places = (await connection.QueryAsync<(Guid Centre, Guid Id, string Name, string Equipment, bool Free)>(
            new CommandDefinition(Places, new { ids = rows.ConvertAll(row => row.CentreId).ToArray(), today }, cancellationToken: cancellation)))
            .ToLookup(place => place.Centre, place => new Place { PlaceId = place.Id.ToString(), Name = place.Name, Equipment = place.Equipment, FreeToday = place.Free });
        return rows.ConvertAll(row => row.ToMessage(places[row.CentreId]));
    }
}
