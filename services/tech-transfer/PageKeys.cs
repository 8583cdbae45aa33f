using Platform.Chassis.Errors;

namespace Platform.TechTransfer;

/// <summary>Reads the keys of a page token, which a caller may have forged.</summary>
internal static class PageKeys
{
    public static Guid Id(string key) => Guid.TryParse(key, out var id) ? id : throw CommonErrors.PageTokenInvalid.ToException();

    public static bool Flag(string key) => bool.TryParse(key, out var flag) ? flag : throw CommonErrors.PageTokenInvalid.ToException();
}
