namespace Platform.Identity.Tests;

/// <summary>Credit codes for fictional organisations.</summary>
internal static class Codes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>The code of 17 given characters with its check character (GB 32100-2015).</summary>
    public static string Of(string first17)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in first17)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return first17 + Alphabet[(31 - (sum % 31)) % 31];
    }
}
