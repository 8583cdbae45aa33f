using System.Text;

namespace Platform.ProjectRegistry.Letters;

/// <summary>
/// Breaks a paragraph into lines of a width: between Chinese characters anywhere but before a closing mark or after an opening one
/// (GB/T 15834-2011, 5.1: no line begins with 。，、 and the like, none ends with an opening bracket), Latin words at spaces.
/// </summary>
public static class TextLines
{
    private const string NeverFirst = "。，、；：？！）》”’〕】…%）,.;:!?)]";
    private const string NeverLast = "（《“‘〔【([";

    /// <param name="measure">Width of a text.</param>
    /// <param name="firstIndent">Taken off the first line's width.</param>
    public static IReadOnlyList<string> Break(string text, float width, float firstIndent, Func<string, float> measure)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var unit in Units(text))
        {
            var room = width - (lines.Count == 0 ? firstIndent : 0);
            if (line.Length > 0 && measure(line.ToString() + unit.TrimEnd()) > room)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear().Append(unit.TrimStart());
            }
            else
            {
                line.Append(unit);
            }
        }

        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>Pieces that no line breaks within; a Latin word carries the space behind it.</summary>
    private static List<string> Units(string text)
    {
        var units = new List<string>();
        var glue = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = rune.ToString();
            var joins = units.Count > 0 && (glue || NeverFirst.Contains(piece, StringComparison.Ordinal) || Rune.IsWhiteSpace(rune) || (IsLatin(rune) && ContinuesWord(units[^1])));
            if (joins)
            {
                units[^1] += piece;
            }
            else
            {
                units.Add(piece);
            }

            glue = NeverLast.Contains(piece, StringComparison.Ordinal);
        }

        return units;
    }

    private static bool ContinuesWord(string unit) => unit[^1] < 0x2E80 && !char.IsWhiteSpace(unit[^1]);

    private static bool IsLatin(Rune rune) => rune.Value < 0x2E80 && !Rune.IsWhiteSpace(rune);
}
