using System.Globalization;
using Platform.ProjectRegistry.Batches;

namespace Platform.ProjectRegistry;

/// <summary>Days as the city counts them.</summary>
public static class CityDays
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(CityRules.Current.TimeZone);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>yyyy-MM-dd.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
