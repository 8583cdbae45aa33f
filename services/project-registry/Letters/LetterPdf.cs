using System.Text;
using SkiaSharp;

namespace Platform.ProjectRegistry.Letters;

/// <summary>
/// A letter as PDF on A4. The font's outlines of the characters used are embedded, so that it looks the same everywhere, and each run
/// carries its text, so that it can be searched and copied. Nothing of the moment goes in: the same letter gives the same bytes.
/// </summary>
public static class LetterPdf
{
    public static byte[] Render(LetterText letter, LetterFacts facts, SKTypeface typeface)
    {
        using var stream = new MemoryStream();
        var day = facts.IssuedOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var metadata = new SKDocumentPdfMetadata { Title = $"{letter.TitleZh} {letter.Number}", Author = letter.Issuer, Subject = facts.ProjectName, Creation = day, Modified = day };
        using (var document = SKDocument.CreatePdf(stream, metadata))
        using (var pages = new LetterPages(document, typeface))
        {
            pages.Centred(letter.TitleZh, size: 20, after: 10);
            pages.Centred(letter.Number, size: 12, after: 24);
            pages.Paragraph(letter.Addressee, size: 12, lineHeight: 22, indent: 0, after: 6);
            foreach (var text in letter.BodyZh)
            {
                pages.Paragraph(text, size: 12, lineHeight: 22, indent: 24, after: 6);
            }

            pages.Right(letter.Issuer, size: 12, before: 24);
            pages.Right(letter.DayZh, size: 12, before: 4);
            pages.Rule();
            pages.Paragraph(letter.TitleEn, size: 13, lineHeight: 20, indent: 0, after: 6);
            foreach (var text in letter.BodyEn)
            {
                pages.Paragraph(text, size: 10.5f, lineHeight: 16, indent: 0, after: 6);
            }

            pages.Right(letter.DayEn, size: 10.5f, before: 8);
            pages.End();
            document.Close();
        }

        return stream.ToArray();
    }

    /// <summary>Draws from the top of A4 pages (595 × 842 points) downwards, with margins of 72.</summary>
    private sealed class LetterPages(SKDocument document, SKTypeface typeface) : IDisposable
    {
        private const float PageWidth = 595;
        private const float PageHeight = 842;
        private const float Margin = 72;
        private const float Width = PageWidth - (2 * Margin);
        private readonly SKPaint _ink = new() { Color = SKColors.Black, IsAntialias = true };
        private SKCanvas? _page;
        private float _y;

        public void Centred(string text, float size, float after)
        {
            using var font = Font(size);
            Advance(size * 1.3f);
            Draw(text, font, Margin + ((Width - font.MeasureText(text)) / 2));
            _y += after;
        }

        public void Right(string text, float size, float before)
        {
            using var font = Font(size);
            _y += before;
            Advance(size * 1.5f);
            Draw(text, font, PageWidth - Margin - font.MeasureText(text));
        }

        public void Paragraph(string text, float size, float lineHeight, float indent, float after)
        {
            using var font = Font(size);
            var lines = TextLines.Break(text, Width, indent, line => font.MeasureText(line));
            for (var i = 0; i < lines.Count; i++)
            {
                Advance(lineHeight);
                Draw(lines[i], font, Margin + (i == 0 ? indent : 0));
            }

            _y += after;
        }

        public void Rule()
        {
            Advance(28);
            _page!.DrawLine(Margin, _y, PageWidth - Margin, _y, _ink);
            _y += 10;
        }

        public void End()
        {
            if (_page is not null)
            {
                document.EndPage();
            }
        }

        public void Dispose() => _ink.Dispose();

        /// <summary>Measured as it is printed, not as a screen's pixels would have it.</summary>
        private SKFont Font(float size) => new(typeface, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

        private void Advance(float height)
        {
            if (_page is null || _y + height > PageHeight - Margin)
            {
                End();
                _page = document.BeginPage(PageWidth, PageHeight);
                _y = Margin;
            }

            _y += height;
        }

        private void Draw(string text, SKFont font, float x)
        {
            var glyphs = font.GetGlyphs(text);
            if (glyphs.Length == 0)
            {
                return;
            }

            // With its text a glyph that two characters share (工 and the radical ⼯) is still copied as the one that was written.
            var bytes = Encoding.UTF8.GetBytes(text);
            using var builder = new SKTextBlobBuilder();
            var run = builder.AllocateTextRun(font, glyphs.Length, x, _y, bytes.Length);
            glyphs.CopyTo(run.Glyphs);
            bytes.CopyTo(run.Text);
            uint position = 0;
            var number = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                run.Clusters[number++] = position;
                position += (uint)rune.Utf8SequenceLength;
            }

            using var blob = builder.Build();
            _page!.DrawText(blob, 0, 0, _ink);
        }
    }
}
