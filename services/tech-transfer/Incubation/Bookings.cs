using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>Bookings of places; that none overlap is held by the schema.</summary>
internal static class Bookings
{
    private const int LongestDays = 366;

    private const string Select = """
        select b.booking_id, b.place_id, p.name as place_name, b.organisation_code, coalesce(o.name, '') as organisation_name, b.purpose, b.first_day, b.last_day, b.cancelled,
            c.organisation_code as runner, c.name as centre_name
        from booking b join place p using (place_id) join centre c using (centre_id) left join organisation o on o.organisation_code = b.organisation_code
        """;

    private const string Insert = """
        insert into booking (booking_id, place_id, place_key, organisation_code, purpose, first_day, last_day, created_at)
        select @id, place_id, place_key, @OrganisationCode, @purpose, @first, @last, @Now from place where place_id = @place
        """;

    public static Task<Booking> BookAsync(Store store, ServerCallContext call, BookPlaceRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (first, last) = (CityDays.Read(request.FirstDay, "first_day")!.Value, CityDays.Read(request.LastDay, "last_day")!.Value);
            if (Refusal(first, last, CityDays.Of(change.Now)) is { } refusal)
            {
                throw refusal.ToException();
            }

            var id = change.NewId();
            await InsertAsync(change, id, request, first, last);
            var row = await ReadAsync(change, id);
            change.Audit("booking.book", "booking", id.ToString());
            Inform.Organisation(change, row.Runner, new Message(
                "booking.booked", $"{row.CentreName}的“{row.PlaceName}”有新预约。", $"“{row.PlaceName}” of {row.CentreName} was booked.", "/centres"));
            return row.ToMessage(named: true);
        });

    public static Task<Booking> CancelAsync(Store store, ServerCallContext call, CancelBookingRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Guid.Parse(request.BookingId);
            await change.ExecuteAsync("select from booking where booking_id = @id for no key update", new { id });
            var row = await change.QuerySingleOrDefaultAsync<BookingRow>($"{Select} where b.booking_id = @id", new { id });
            if (row is null || (row.OrganisationCode != change.Caller.OrganisationCode && row.Runner != change.Caller.OrganisationCode))
            {
                throw IncubationErrors.BookingNotFound.ToException();
            }

            if (row.Cancelled || row.LastDay < CityDays.Of(change.Now))
            {
                throw IncubationErrors.BookingOver.ToException();
            }

            await change.ExecuteAsync("update booking set cancelled = true where booking_id = @id", new { id });
            change.Audit("booking.cancel", "booking", request.BookingId);
            Inform.Organisation(change, row.OrganisationCode == change.Caller.OrganisationCode ? row.Runner : row.OrganisationCode, new Message(
                "booking.cancelled", $"{row.CentreName}“{row.PlaceName}”{CityDays.Text(row.FirstDay)} 起的预约已取消。", $"The booking of “{row.PlaceName}” from {CityDays.Text(row.FirstDay)} was cancelled.", "/centres"));
            return (row with { Cancelled = true }).ToMessage(named: true);
        });

    public static async Task<ListBookingsResponse> ListAsync(Store store, ServerCallContext call, ListBookingsRequest request)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = await connection.QueryAsync<BookingRow>(new CommandDefinition(
            $"{Select} where p.centre_id = @centre and not b.cancelled and b.last_day >= @first and b.first_day <= @last order by b.first_day, b.booking_id limit 2000",
            new { centre = Guid.Parse(request.CentreId), first = CityDays.Read(request.FirstDay, "first_day"), last = CityDays.Read(request.LastDay, "last_day") },
            cancellationToken: call.CancellationToken));
        return new ListBookingsResponse
        {
            Bookings = { rows.Select(row => row.ToMessage(caller.Is(Roles.Official) || caller.OrganisationCode == row.OrganisationCode || caller.OrganisationCode == row.Runner)) },
        };
    }

    internal static Error? Refusal(DateOnly first, DateOnly last, DateOnly today)
    {
        if (first < today)
        {
            return IncubationErrors.PastDay;
        }

        return last < first || last.DayNumber - first.DayNumber >= LongestDays ? IncubationErrors.DaysInvalid : null;
    }

    private static async Task InsertAsync(Change change, Guid id, BookPlaceRequest request, DateOnly first, DateOnly last)
    {
        // One after the other for a place: the schema alone would end some of those who book at once as deadlocked.
        await change.ExecuteAsync("select from place where place_id = @place for no key update", new { place = Guid.Parse(request.PlaceId) });
        try
        {
            var made = await change.ExecuteAsync(Insert, new
            {
                id, place = Guid.Parse(request.PlaceId), change.Caller.OrganisationCode, purpose = request.Purpose.Trim(), first, last, change.Now,
            });
            if (made == 0)
            {
                throw IncubationErrors.PlaceNotFound.ToException();
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ExclusionViolation)
        {
            throw IncubationErrors.SlotTaken.ToException();
        }
    }

    private static async Task<BookingRow> ReadAsync(Change change, Guid id) =>
        (await change.QuerySingleOrDefaultAsync<BookingRow>($"{Select} where b.booking_id = @id", new { id }))!;

    private sealed record BookingRow
    {
        public Guid BookingId { get; init; }

        public Guid PlaceId { get; init; }

        public string PlaceName { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string Purpose { get; init; } = "";

        public DateOnly FirstDay { get; init; }

        public DateOnly LastDay { get; init; }

        public bool Cancelled { get; init; }

        public string Runner { get; init; } = "";

        public string CentreName { get; init; } = "";

        public Booking ToMessage(bool named) => new()
        {
            BookingId = BookingId.ToString(), PlaceId = PlaceId.ToString(), PlaceName = PlaceName, OrganisationCode = named ? OrganisationCode : "",
            OrganisationName = named ? OrganisationName : "", Purpose = named ? Purpose : "", FirstDay = CityDays.Text(FirstDay), LastDay = CityDays.Text(LastDay), Cancelled = Cancelled,
        };
    }
}
