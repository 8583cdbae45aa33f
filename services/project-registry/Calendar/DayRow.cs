using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Calendar;

/// <summary>A day that officials set otherwise, as stored.</summary>
internal sealed class DayRow
{
    public const string Select = "select day, working, name, source, version from calendar_day";

    public DateOnly Day { get; init; }

    public bool Working { get; init; }

    public string Name { get; init; } = "";

    public string Source { get; init; } = "";

    public long Version { get; init; }

    public CalendarDay ToMessage() => new()
    {
        Day = CityDays.Text(Day), Working = Working, Kind = CalendarDayKind.Set, Name = Name, Source = Source, Etag = Etag.Of(Version),
    };

    /// <summary>As the data files have the day.</summary>
    public static CalendarDay ByFiles(DateOnly day)
    {
        var (kind, name) = WorkingDays.ByFiles(day);
        return new() { Day = CityDays.Text(day), Working = WorkingDays.OfFiles.Includes(day), Kind = kind, Name = name };
    }

    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public static DateOnly Parse(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw CalendarErrors.NoDay.ToException();
}
