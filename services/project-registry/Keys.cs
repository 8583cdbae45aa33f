using System.Globalization;
using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry;

/// <summary>Reads the sort keys of a page token; null on the first page. A key of another form is a damaged token.</summary>
internal static class Keys
{
    public static Guid? Id(string[]? keys, int position) => keys is null ? null
        : Guid.TryParse(keys[position], out var id) ? id : throw CommonErrors.PageTokenInvalid.ToException();

    public static int? Number(string[]? keys, int position) => keys is null ? null
        : int.TryParse(keys[position], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CommonErrors.PageTokenInvalid.ToException();

    public static DateOnly? Day(string[]? keys, int position) => keys is null ? null
        : DateOnly.TryParseExact(keys[position], "yyyy-MM-dd", out var day) ? day : throw CommonErrors.PageTokenInvalid.ToException();
}
