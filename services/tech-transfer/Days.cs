using System.Globalization;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TechTransfer;

/// <summary>Calendar days as the city's clocks have them, written yyyy-MM-dd.</summary>
internal static class Days
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The day that a field holds; null where it is empty.</summary>
    /// <exception cref="FailedException">CELL_NOT_A_DATE, naming the field.</exception>
    public static DateOnly? Read(string text, string field)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Error.Invalid(ErrorReason.CellNotADate, field, $"{field}：日期格式须为 yyyy-MM-dd。", $"{field}: write the date as yyyy-MM-dd.").ToException();
    }
}
