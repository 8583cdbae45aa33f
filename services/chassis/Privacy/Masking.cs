using System.Globalization;

namespace Platform.Chassis.Privacy;

/// <summary>
/// Hides personal data from readers who need to know that it is there, not what it is (个人信息保护法 art. 6: no more than the purpose needs).
/// </summary>
public static class Masking
{
    /// <summary>张*明, 李*, 欧**明: the first and, of three and more, the last character; of one character nothing.</summary>
    public static string Name(string name)
    {
        var characters = Characters(name.Trim());
        return characters.Count switch
        {
            0 => "",
            1 => "*",
            2 => characters[0] + "*",
            var length => characters[0] + new string('*', length - 2) + characters[^1],
        };
    }

    /// <summary>138****5678; of seven to ten characters two at each end are shown, of a shorter number nothing.</summary>
    public static string Phone(string phone) => phone.Trim() switch
    {
        { Length: >= 11 } number => Ends(number, 3, 4),
        { Length: >= 7 } number => Ends(number, 2, 2),
        var number => new string('*', number.Length),
    };

    private static string Ends(string number, int first, int last) =>
        string.Concat(number.AsSpan(0, first), new string('*', number.Length - first - last), number.AsSpan(number.Length - last));

    /// <summary>Characters as a reader counts them.</summary>
    private static List<string> Characters(string name)
    {
        var elements = StringInfo.GetTextElementEnumerator(name);
        var characters = new List<string>();
        while (elements.MoveNext())
        {
            characters.Add(elements.GetTextElement());
        }

        return characters;
    }
}
