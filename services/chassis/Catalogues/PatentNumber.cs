using System.Text;

namespace Platform.Chassis.Catalogues;

/// <summary>
/// A Chinese patent number (专利号): <c>ZL</c>, then the application number of 8 digits (until September 2003) or 12,
/// a dot and the check digit, Σ dᵢ·wᵢ mod 11 with the weights 2…9, 2…5 and X for 10 (ZC 0006-2003).
/// <c>CN</c> or nothing before the digits names an application.
/// </summary>
public static class PatentNumber
{
    /// <summary>The usual form, such as <c>ZL201919900011.5</c>; null where length, kind, year or check digit do not hold.</summary>
    public static string? Normalise(string text)
    {
        var compact = new string([.. text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(c => !char.IsWhiteSpace(c))]);
        var prefix = compact.StartsWith("ZL", StringComparison.Ordinal) ? "ZL" : compact.StartsWith("CN", StringComparison.Ordinal) ? "CN" : "";
        var number = compact.AsSpan(prefix.Length);
        var dot = number.IndexOf('.');
        return dot is 8 or 12 && number.Length == dot + 2 && IsApplicationNumber(number[..dot]) && number[^1] == Check(number[..dot])
            ? prefix + number.ToString()
            : null;
    }

    /// <summary>The check digit of an application number.</summary>
    public static char Check(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * ((i % 8) + 2);
        }

        return (sum % 11) is var rest && rest == 10 ? 'X' : (char)('0' + rest);
    }

    /// <summary>Kinds: 1 invention, 2 utility model, 3 design; 8 and 9 came through the PCT.</summary>
    private static bool IsApplicationNumber(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }
        }

        var kind = digits.Length == 8 ? digits[2] : digits[4];
        var century = digits.Length == 8 || digits.StartsWith("20");
        return century && kind is '1' or '2' or '3' or '8' or '9';
    }
}
