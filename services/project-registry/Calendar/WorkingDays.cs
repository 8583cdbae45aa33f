using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Calendar;

/// <summary>
/// Working days as the State Council's yearly holiday notice arranges them, make-up working days included. One data file a year
/// (<c>holidays-2026.json</c>); a year without one has weekends and the holidays that the law dates by the solar calendar.
/// Single days that the city's staff set otherwise stand in the table <c>calendar_day</c> and win over the files.
/// </summary>
public sealed class WorkingDays
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly IReadOnlyList<YearFile> Years = [.. Embedded.Names("Calendar.holidays-2").Select(name => Embedded.Read<YearFile>(name, Snake))];
    private static readonly LawFile Law = Embedded.Read<LawFile>("Calendar.holidays-by-law.json", Snake);
    private readonly Dictionary<int, Dictionary<DateOnly, string>> _holidays = [];
    private readonly HashSet<DateOnly> _makeUp = [];
    private readonly HashSet<string> _byLaw;
    private readonly Dictionary<DateOnly, bool> _set;

    private WorkingDays(IEnumerable<YearFile> years, LawFile law, Dictionary<DateOnly, bool> set)
    {
        _byLaw = [.. law.Days];
        _set = set;
        foreach (var year in years)
        {
            _holidays.Add(year.Year, year.Holidays.SelectMany(holiday => holiday.Days().Select(day => (day, holiday.Name))).ToDictionary());
            _makeUp.UnionWith(year.MakeUpWorkingDays);
        }
    }

    /// <summary>By the data files alone.</summary>
    public static WorkingDays OfFiles { get; } = With([]);

    /// <summary>By the data files and the days that the city's staff set.</summary>
    public static async Task<WorkingDays> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string sql = "select day, working from calendar_day order by day limit 10000";
        var days = await connection.QueryAsync<(DateOnly Day, bool Working)>(new CommandDefinition(sql, cancellationToken: cancellation));
        return With(days.ToDictionary(day => day.Day, day => day.Working));
    }

    /// <param name="set">Days set otherwise: whether each is a working day.</param>
    public static WorkingDays With(Dictionary<DateOnly, bool> set) => new(Years, Law, set);

    /// <summary>The year's holiday notice; null where no data file has it, so that only the law's solar holidays are known.</summary>
    public static string? NoticeOf(int year) => Years.FirstOrDefault(file => file.Year == year)?.Source;

    /// <summary>The law that stands in for a notice.</summary>
    public static string LawSource => Law.Source;

    /// <summary>What a day is by the files, whatever the city's staff set.</summary>
    public static (CalendarDayKind Kind, string Name) ByFiles(DateOnly day) =>
        OfFiles._makeUp.Contains(day) ? (CalendarDayKind.MakeUp, "")
        : OfFiles.IsHoliday(day) ? (CalendarDayKind.Holiday, OfFiles._holidays.GetValueOrDefault(day.Year)?.GetValueOrDefault(day) ?? "")
        : (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? CalendarDayKind.Weekend : CalendarDayKind.Workday, "");

    public bool Includes(DateOnly day) => _set.TryGetValue(day, out var working) ? working :
        _makeUp.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day));

    /// <summary>
    /// The last day of a period of so many working days. The day it begins on does not count (Civil Code art. 201), so a notice
    /// of five working days can be read on five of them in full.
    /// </summary>
    /// <param name="count">0: the first day itself.</param>
    public DateOnly LastOf(DateOnly first, int count)
    {
        var day = first;
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= Includes(day) ? 1 : 0;
        }

        return day;
    }

    private bool IsHoliday(DateOnly day) => _holidays.TryGetValue(day.Year, out var holidays)
        ? holidays.ContainsKey(day)
        : _byLaw.Contains(day.ToString("MM-dd", CultureInfo.InvariantCulture));

    private sealed record LawFile(string Source, IReadOnlyList<string> Days);

    private sealed record YearFile(int Year, string Source, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> MakeUpWorkingDays);

    private sealed record Holiday(string Name, DateOnly First, DateOnly Last)
    {
        public IEnumerable<DateOnly> Days()
        {
            for (var day = First; day <= Last; day = day.AddDays(1))
            {
                yield return day;
            }
        }
    }
}
