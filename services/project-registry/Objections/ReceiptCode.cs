using System.Security.Cryptography;
using System.Text;

namespace Platform.ProjectRegistry.Objections;

/// <summary>
/// The code with which an objector finds the objection again: 100 random bits as four groups of five letters and digits that are
/// not mistaken for each other (Crockford's base 32). The platform keeps its SHA-256 alone; with so many random bits it needs no salt.
/// </summary>
public static class ReceiptCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 20;

    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(5).Select(group => new string(group)));

    /// <summary>Of a code as people type it: in any case, with or without hyphens and spaces, O for 0, I and L for 1.</summary>
    /// <returns>32 bytes; of a text that is no code as well, which then finds nothing.</returns>
    public static byte[] Hash(string typed)
    {
        var code = new StringBuilder(Length);
        foreach (var character in typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsLetterOrDigit))
        {
            code.Append(character switch { 'O' => '0', 'I' or 'L' => '1', _ => character });
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(code.ToString()));
    }
}
