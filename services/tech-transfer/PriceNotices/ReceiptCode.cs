using System.Security.Cryptography;
using System.Text;

namespace Platform.TechTransfer.PriceNotices;

/// <summary>
/// The code with which an objector finds the objection again: 100 random bits in Crockford's base 32. The platform keeps its SHA-256 alone;
/// with so many random bits it needs no salt.
/// </summary>
internal static class ReceiptCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 20).Chunk(5).Select(group => new string(group)));

    /// <summary>Of a code as people type it: in any case, with or without hyphens and spaces, O for 0, I and L for 1.</summary>
    public static byte[] Hash(string typed)
    {
        var code = string.Concat(typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsLetterOrDigit)
            .Select(character => character switch { 'O' => '0', 'I' or 'L' => '1', _ => character }));
        return SHA256.HashData(Encoding.UTF8.GetBytes(code));
    }
}
