using Platform.ProjectRegistry.Batches;

namespace Platform.ProjectRegistry.Notices;

/// <summary>Which day it is in the city.</summary>
public static class CityCalendar
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(CityRules.Current.TimeZone);

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}
