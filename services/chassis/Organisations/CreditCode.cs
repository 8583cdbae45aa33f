namespace Platform.Chassis.Organisations;

/// <summary>统一社会信用代码, the id of every organisation on the platform. Source: GB 32100-2015.</summary>
public static class CreditCode
{
    public const int Length = 18;

    /// <summary>Digits and capitals without I, O, S, V and Z; a character's place is its value.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Whether it has 18 characters of the alphabet and the right check character.</summary>
    public static bool IsValid(string code)
    {
        if (code.Length != Length)
        {
            return false;
        }

        var (sum, weight) = (0, 1);
        foreach (var character in code.AsSpan(0, Length - 1))
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return code[^1] == Alphabet[(31 - (sum % 31)) % 31];
    }
}
