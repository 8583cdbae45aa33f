using System.Text;

namespace Platform.Chassis.Catalogues;

/// <summary>How words that people type are compared: forms of width, case and spaces do not tell them apart.</summary>
public static class Words
{
    /// <summary>NFKC (full-width letters, digits and brackets become half-width), without white space or marks of no width, in lower case.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(character) && !HasNoWidth(character))
            {
                folded.Append(char.ToLowerInvariant(character));
            }
        }

        return folded.ToString();
    }

    /// <summary>The text without white space, control characters and marks of no width at its ends.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsSpace(char character) => char.IsWhiteSpace(character) || char.IsControl(character) || HasNoWidth(character);

    private static bool HasNoWidth(char character) => character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}
