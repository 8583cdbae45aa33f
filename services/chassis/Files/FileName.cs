using System.Globalization;
using System.Text;

namespace Platform.Chassis.Files;

/// <summary>Makes a file's name fit to be stored, shown and put into a header.</summary>
public static class FileName
{
    public const int MaxLength = 120;

    /// <summary>
    /// The last part of a path, without control and direction characters (which can make <c>exe.pdf</c> look like another
    /// name) and those that file systems refuse; shortened before its extension.
    /// </summary>
    public static string Clean(string given)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)
            {
                continue;
            }

            kept.Append(rune.Value is '"' or '<' or '>' or ':' or '|' or '?' or '*' ? "_" : rune.ToString());
        }

        var name = kept.ToString().Trim().TrimEnd('.');
        var extension = Path.GetExtension(name);
        var stem = name[..^extension.Length].Trim();
        return Shorten(stem.Length == 0 ? "文件" : stem, MaxLength - Math.Min(extension.Length, 20)) + (extension.Length > 20 ? extension[..20] : extension);
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
