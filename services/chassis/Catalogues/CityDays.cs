using System.Globalization;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Chassis.Catalogues;

/// <summary>Days as people in the city count them: all of China keeps one time, UTC+8.</summary>
public static class CityDays
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The first instant of a day.</summary>
    public static DateTimeOffset Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>A day written yyyy-MM-dd; null where it is none.</summary>
    public static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The day that a field holds; null where it is empty.</summary>
    /// <exception cref="FailedException">CELL_NOT_A_DATE, naming the field.</exception>
    public static DateOnly? Read(string text, string field) => text.Length == 0
        ? null
        : Parse(text) ?? throw Error.Invalid(ErrorReason.CellNotADate, field, $"{field}：日期格式须为 yyyy-MM-dd。", $"{field}: write the date as yyyy-MM-dd.").ToException();

    /// <summary>yyyy-MM-dd; empty where there is none.</summary>
    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>yyyy-MM-dd HH:mm on the city's clocks.</summary>
    public static string Text(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
