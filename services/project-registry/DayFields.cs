using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry;

/// <summary>Days that a request gives as yyyy-MM-dd.</summary>
internal static class DayFields
{
    /// <exception cref="FailedException">CELL_NOT_A_DATE.</exception>
    public static DateOnly Of(string text, string field) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)
        ? day
        : throw Error.Invalid(ErrorReason.CellNotADate, field, $"{field}：日期格式须为 yyyy-MM-dd。", $"{field}: write the date as yyyy-MM-dd.").ToException();

    /// <summary>Null where the text is empty.</summary>
    /// <exception cref="FailedException">CELL_NOT_A_DATE.</exception>
    public static DateOnly? Optional(string text, string field) => text.Length == 0 ? null : Of(text, field);
}
