using System.Net;
using System.Text;

namespace Platform.ProjectRegistry.Letters;

/// <summary>A letter as one HTML page for A4 paper: its own style, no script, nothing loaded, every value encoded.</summary>
public static class LetterHtml
{
    private const string Style = """
        @page { size: A4; margin: 28mm 26mm 25mm 28mm; }
        body { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, "Noto Sans CJK SC", serif; font-size: 12pt; line-height: 1.8; color: #000; max-width: 160mm; margin: 12mm auto; }
        h1 { font-size: 20pt; text-align: center; margin: 0 0 4mm; font-weight: bold; }
        h2 { font-size: 13pt; margin: 8mm 0 2mm; font-weight: bold; border-top: 0.3mm solid #000; padding-top: 5mm; }
        .number { text-align: center; margin: 0 0 8mm; }
        .zh { text-indent: 2em; margin: 0 0 2mm; }
        .en { margin: 0 0 2mm; line-height: 1.5; }
        .end { text-align: right; margin: 8mm 0 0; page-break-inside: avoid; }
        @media print { body { margin: 0; max-width: none; } }
        """;

    public static byte[] Render(LetterText letter)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Encode($"{letter.TitleZh} {letter.Number}")).Append("</title>\n<style>\n")
            .Append(Style.ReplaceLineEndings("\n")).Append("\n</style>\n</head>\n<body>\n");
        html.Append("<h1>").Append(Encode(letter.TitleZh)).Append("</h1>\n<p class=\"number\">").Append(Encode(letter.Number)).Append("</p>\n<p>").Append(Encode(letter.Addressee)).Append("</p>\n");
        foreach (var text in letter.BodyZh)
        {
            html.Append("<p class=\"zh\">").Append(Encode(text)).Append("</p>\n");
        }

        html.Append("<p class=\"end\">").Append(Encode(letter.Issuer)).Append("<br>").Append(Encode(letter.DayZh)).Append("</p>\n<section lang=\"en\">\n<h2>").Append(Encode(letter.TitleEn)).Append("</h2>\n");
        foreach (var text in letter.BodyEn)
        {
            html.Append("<p class=\"en\">").Append(Encode(text)).Append("</p>\n");
        }

        html.Append("<p class=\"end\">").Append(Encode(letter.DayEn)).Append("</p>\n</section>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
