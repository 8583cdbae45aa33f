using System.Globalization;

namespace Platform.TalentMatching.Talents;

/// <summary>How a person's name and phone are shown to others than the own college (个人信息保护法: no more than the purpose needs).</summary>
public static class Masking
{
    /// <summary>张*明, 李*, 欧**明: the first and, of three and more, the last character.</summary>
    public static string Name(string name)
    {
        var characters = Characters(name.Trim());
        return characters.Length switch
        {
            0 => "",
            1 => "*",
            2 => characters[0] + "*",
            var length => characters[0] + new string('*', length - 2) + characters[^1],
        };
    }

    /// <summary>138****5678; of a shorter number less is shown, of one under seven characters nothing.</summary>
    public static string Phone(string phone) => phone.Trim() switch
    {
        { Length: >= 11 } number => number[..3] + new string('*', number.Length - 7) + number[^4..],
        { Length: >= 7 } number => number[..2] + new string('*', number.Length - 4) + number[^2..],
        var number => new string('*', number.Length),
    };

    private static string[] Characters(string name)
    {
        var elements = StringInfo.GetTextElementEnumerator(name);
        var characters = new List<string>();
        while (elements.MoveNext())
        {
            characters.Add(elements.GetTextElement());
        }

        return [.. characters];
    }
}
