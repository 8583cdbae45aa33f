using SkiaSharp;

namespace Platform.ProjectRegistry.Letters;

/// <summary>
/// The font of the letters' PDF form: the setting <c>Letters:Font</c> (a .ttf, .otf or .ttc file), or Noto Sans CJK beside the
/// binary or where the package fonts-noto-cjk puts it. Of a collection the face for simplified Chinese is taken. Looked for once.
/// </summary>
public sealed class LetterFont(IConfiguration configuration)
{
    private static readonly string[] Usual =
    [
        Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansCJK-Regular.ttc"),
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    ];

    private readonly Lazy<SKTypeface?> _typeface = new(() => Find(configuration["Letters:Font"]));

    /// <exception cref="Chassis.Errors.FailedException">FONT_MISSING.</exception>
    public SKTypeface Typeface => _typeface.Value ?? throw LetterErrors.FontMissing.ToException();

    private static SKTypeface? Find(string? setting)
    {
        var files = string.IsNullOrEmpty(setting) ? Usual : [setting];
        return files.Where(File.Exists).Select(Simplified).FirstOrDefault(face => face is not null);
    }

    /// <summary>Null where the file is no font with Chinese characters.</summary>
    private static SKTypeface? Simplified(string file)
    {
        SKTypeface? first = null;
        for (var index = 0; index < 16 && SKTypeface.FromFile(file, index) is { } face; index++)
        {
            using var font = new SKFont(face);
            if (!font.ContainsGlyphs("决定书入库"))
            {
                continue;
            }

            if (face.FamilyName.EndsWith(" SC", StringComparison.Ordinal))
            {
                return face;
            }

            first ??= face;
        }

        return first;
    }
}
