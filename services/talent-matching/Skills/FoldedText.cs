using System.Globalization;
using System.Text;

namespace Platform.TalentMatching.Skills;

/// <summary>
/// Text in one form for finding words within it: NFKC (full- and half-width), lower case, runs of blanks as one space.
/// For comparing a whole take <see cref="Chassis.Catalogues.Words.Fold"/>, which leaves no blank.
/// </summary>
public static class FoldedText
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture))
        {
            if (!char.IsWhiteSpace(letter))
            {
                folded.Append(letter);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
