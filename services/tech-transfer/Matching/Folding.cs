using System.Text;

namespace Platform.TechTransfer.Matching;

/// <summary>Brings forms of one character together before a text is split into terms.</summary>
public static class Folding
{
    /// <summary>NFKC (full-width letters, digits and brackets become half-width), lower case; broken surrogates become U+FFFD.</summary>
    public static string Fold(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }
}
