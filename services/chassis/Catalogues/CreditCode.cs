namespace Platform.Chassis.Catalogues;

/// <summary>
/// 统一社会信用代码, the 18 characters that name an organisation (GB 32100-2015): 17 of content and a check character,
/// (31 − Σ cᵢ·3^(i−1) mod 31) mod 31 over an alphabet without I, O, S, V and Z.
/// </summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Whether length, alphabet (capitals only) and check character hold.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: 18 } && Check(code.AsSpan(0, 17)) is { } check && code[17] == check;

    /// <summary>The full code of its first 17 characters.</summary>
    /// <exception cref="ArgumentException">Not 17 characters of the alphabet.</exception>
    public static string Complete(string first17) =>
        first17.Length == 17 && Check(first17) is { } check
            ? first17 + check
            : throw new ArgumentException("Needs 17 characters of the code's alphabet.", nameof(first17));

    private static char? Check(ReadOnlySpan<char> content)
    {
        var sum = 0;
        for (var i = 0; i < content.Length; i++)
        {
            var value = Alphabet.IndexOf(content[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            sum += value * Weights[i];
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
