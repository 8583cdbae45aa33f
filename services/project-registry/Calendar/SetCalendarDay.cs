using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Calendar;

/// <summary>Sets one day otherwise, or takes that back. Periods that run keep their last day.</summary>
internal static class SetCalendarDay
{
    public static Task<CalendarDay> RunAsync(Store store, ServerCallContext call, SetCalendarDayRequest request)
    {
        var day = DayRow.Parse(request.Day);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            if (await LockAsync(change, day) is { } present)
            {
                Etag.Check(request.Etag, present.Version);
            }

            const string sql = """
                insert into calendar_day (day, working, name, source) values (@day, @Working, @Name, @Source)
                on conflict (day) do update
                set working = excluded.working, name = excluded.name, source = excluded.source, version = calendar_day.version + 1
                """;
            await change.ExecuteAsync(sql, new { day, request.Working, request.Name, request.Source });
            change.Audit("calendar.set-day", "calendar-day", request.Day, new { request.Working });
            return (await LockAsync(change, day))!.ToMessage();
        });
    }

    public static Task<CalendarDay> RemoveAsync(Store store, ServerCallContext call, RemoveCalendarDayRequest request)
    {
        var day = DayRow.Parse(request.Day);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var present = await LockAsync(change, day) ?? throw CalendarErrors.NotSet.ToException();
            Etag.Check(request.Etag, present.Version);
            await change.ExecuteAsync("delete from calendar_day where day = @day", new { day });
            change.Audit("calendar.remove-day", "calendar-day", request.Day);
            return DayRow.ByFiles(day);
        });
    }

    private static Task<DayRow?> LockAsync(Change change, DateOnly day) =>
        change.QuerySingleOrDefaultAsync<DayRow>($"{DayRow.Select} where day = @day for update", new { day });
}
