using System.Globalization;
using Platform.Chassis.Errors;

namespace Platform.Chassis.Paging;

/// <summary>
/// Reads the sort keys of a decoded page token; null on the first page. A caller may have forged them: a key of another form
/// is a damaged token.
/// </summary>
public static class PageKeys
{
    public static Guid? Id(string[]? keys, int position) => keys is null ? null
        : Guid.TryParse(keys[position], out var id) ? id : throw CommonErrors.PageTokenInvalid.ToException();

    public static int? Number(string[]? keys, int position) => keys is null ? null
        : int.TryParse(keys[position], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CommonErrors.PageTokenInvalid.ToException();

    public static long? Long(string[]? keys, int position) => keys is null ? null
        : long.TryParse(keys[position], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CommonErrors.PageTokenInvalid.ToException();

    public static DateTimeOffset? Instant(string[]? keys, int position) => keys is null ? null
        : DateTimeOffset.TryParseExact(keys[position], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime() : throw CommonErrors.PageTokenInvalid.ToException();

    public static DateOnly? Day(string[]? keys, int position) => keys is null ? null
        : DateOnly.TryParseExact(keys[position], "yyyy-MM-dd", out var day) ? day : throw CommonErrors.PageTokenInvalid.ToException();

    public static bool? Flag(string[]? keys, int position) => keys is null ? null
        : bool.TryParse(keys[position], out var flag) ? flag : throw CommonErrors.PageTokenInvalid.ToException();
}
