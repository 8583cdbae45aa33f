using System.Globalization;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Masks personal data for readers who need to know that it is there, not what it is.</summary>
public static class Masking
{
    /// <summary>张晓明 → 张*明, 张明 → 张*; every character between the first and the last becomes a star.</summary>
    public static string Name(string name)
    {
        var characters = StringInfo.GetTextElementEnumerator(name).Elements();
        return characters.Count switch
        {
            0 => "",
            1 => "*",
            2 => characters[0] + "*",
            _ => characters[0] + new string('*', characters.Count - 2) + characters[^1],
        };
    }

    /// <summary>13812345678 → 138****5678; a number of seven characters or fewer becomes stars.</summary>
    public static string Phone(string phone) => phone.Length <= 7
        ? new string('*', phone.Length)
        : string.Concat(phone.AsSpan(0, 3), new string('*', phone.Length - 7), phone.AsSpan(phone.Length - 4));

    private static List<string> Elements(this TextElementEnumerator enumerator)
    {
        var elements = new List<string>();
        while (enumerator.MoveNext())
        {
            elements.Add(enumerator.GetTextElement());
        }

        return elements;
    }
}
