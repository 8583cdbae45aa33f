using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Chassis.Errors;

namespace Platform.Chassis.Paging;

/// <summary>
/// Keyset page tokens (AIP-158): the sort keys of the last row shown, bound to the query they came from, so that a token of
/// one filter cannot be used with another.
/// </summary>
public static class PageToken
{
    /// <param name="query">The query's method and filters, in any fixed form.</param>
    /// <param name="keys">Sort keys of the last row, in the order of the sort.</param>
    public static string Encode(string query, params string[] keys)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Content(Fingerprint(query), keys));
        return Base64Url.EncodeToString(json);
    }

    /// <summary>The keys to go on after; null for the first page.</summary>
    /// <exception cref="FailedException">PAGE_TOKEN_INVALID.</exception>
    public static string[]? Decode(string token, string query, int keyCount)
    {
        if (token.Length == 0)
        {
            return null;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(Base64Url.DecodeFromChars(token));
            if (content is not null && content.Query == Fingerprint(query) && content.Keys.Length == keyCount)
            {
                return content.Keys;
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // Damaged on the way: answered as any other token that does not fit.
        }

        throw CommonErrors.PageTokenInvalid.ToException();
    }

    private static string Fingerprint(string query) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(query)).AsSpan(0, 8));

    private sealed record Content(string Query, string[] Keys);
}

public static class PageSize
{
    /// <summary>0 means the default; more than the maximum means the maximum.</summary>
    public static int Of(int requested, int byDefault = 50, int maximum = 200) =>
        requested <= 0 ? byDefault : Math.Min(requested, maximum);
}
