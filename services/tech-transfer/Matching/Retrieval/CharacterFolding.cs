using System.Globalization;
using System.Text;

namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A character of a text as it is compared, and where it stands in the text.</summary>
/// <param name="Rune">Folded.</param>
/// <param name="Start">Index of its source in the text, in UTF-16 units.</param>
/// <param name="End">Index after its source.</param>
public readonly record struct FoldedRune(Rune Rune, int Start, int End);

/// <summary>
/// Brings the forms of one character together: NFKC (full-width letters, digits and brackets, circled numbers, ligatures; accents
/// composed), traditional Chinese to simplified (OpenCC's table), lower case. Broken surrogates become U+FFFD. Places in the text
/// are kept, so that what matched can be shown in the words of its author.
/// </summary>
public static class CharacterFolding
{
    private static readonly Dictionary<int, Rune> Simplified = ReadTable();

    public static void Fold(string text, List<FoldedRune> into)
    {
        var place = 0;
        while (place < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(place), out var rune, out var used);
            var end = place + used;
            if (rune.IsAscii && (end == text.Length || text[end] < 0x300))
            {
                into.Add(new FoldedRune(Rune.ToLowerInvariant(rune), place, end));
            }
            else if (rune.Value is >= 0x4E00 and <= 0x9FFF)
            {
                into.Add(new FoldedRune(Simplify(rune), place, end));
            }
            else
            {
                end = WithMarks(text, end);
                FoldRest(text, place, end, rune, into);
            }

            place = end;
        }
    }

    /// <summary>The text as it is compared.</summary>
    public static string Fold(string text)
    {
        var runes = new List<FoldedRune>(text.Length);
        Fold(text, runes);
        var folded = new StringBuilder(text.Length);
        foreach (var one in runes)
        {
            folded.Append(one.Rune.ToString());
        }

        return folded.ToString();
    }

    /// <summary>A letter and the accents that follow it are folded as one.</summary>
    private static int WithMarks(string text, int end)
    {
        while (end < text.Length && CharUnicodeInfo.GetUnicodeCategory(text[end]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        {
            end++;
        }

        return end;
    }

    private static void FoldRest(string text, int start, int end, Rune first, List<FoldedRune> into)
    {
        var source = first == Rune.ReplacementChar ? first.ToString() : text[start..end];
        foreach (var rune in source.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            into.Add(new FoldedRune(Simplify(Rune.ToLowerInvariant(rune)), start, end));
        }
    }

    private static Rune Simplify(Rune rune) => Simplified.GetValueOrDefault(rune.Value, rune);

    private static Dictionary<int, Rune> ReadTable()
    {
        var table = new Dictionary<int, Rune>();
        foreach (var line in RetrievalData.Lines("traditional.txt"))
        {
            var pair = line.EnumerateRunes().ToArray();
            table[pair[0].Value] = pair[1];
        }

        return table;
    }
}
