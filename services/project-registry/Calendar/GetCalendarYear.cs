using Dapper;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Calendar;

/// <summary>Every day of a year with what it is.</summary>
internal static class GetCalendarYear
{
    public static async Task<CalendarYear> RunAsync(Store store, ServerCallContext call, GetCalendarYearRequest request)
    {
        var (first, last) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year, 12, 31));
        const string sql = $"{DayRow.Select} where day between @first and @last order by day limit 366";
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var set = (await connection.QueryAsync<DayRow>(new CommandDefinition(sql, new { first, last }, cancellationToken: call.CancellationToken)))
            .ToDictionary(row => row.Day, row => row.ToMessage());
        var year = new CalendarYear
        {
            Year = request.Year,
            Arranged = WorkingDays.NoticeOf(request.Year) is not null,
            Source = WorkingDays.NoticeOf(request.Year) ?? WorkingDays.LawSource,
        };
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            year.Days.Add(set.GetValueOrDefault(day) ?? DayRow.ByFiles(day));
        }

        year.WorkingDays = year.Days.Count(day => day.Working);
        return year;
    }
}
