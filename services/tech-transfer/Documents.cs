using System.Globalization;
using System.Net;
using CsvHelper;
using Google.Protobuf;
using MiniExcelLibs;
using Platform.Transfer.V1;

namespace Platform.TechTransfer;

/// <summary>Tables as files, and pages for A4 paper: their own style, no script, nothing loaded, every value encoded.</summary>
internal static class Documents
{
    private const string Style = """
        @page { size: A4; margin: 22mm 20mm; }
        body { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, "Noto Sans CJK SC", serif; font-size: 11pt; line-height: 1.6; color: #000; max-width: 170mm; margin: 12mm auto; }
        h1 { font-size: 18pt; text-align: center; } h2 { font-size: 13pt; margin: 6mm 0 2mm; }
        table { border-collapse: collapse; width: 100%; } th, td { border: 0.2mm solid #000; padding: 1mm 2mm; text-align: left; vertical-align: top; }
        td.num { text-align: right; white-space: nowrap; } .small { font-size: 9pt; } .hash { font-family: monospace; font-size: 8pt; word-break: break-all; }
        @media print { body { margin: 0; max-width: none; } }
        """;

    // With the byte order mark Excel reads the Chinese as UTF-8.
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true, ValidateFieldCount = false };

    /// <summary>Cells are texts and decimals; the first row holds the headings. A text that a spreadsheet would run as a formula is made plain.</summary>
    public static TransferDocument Table(DocumentForm form, string name, IReadOnlyList<object?[]> rows) => form == DocumentForm.Xlsx
        ? new() { FileName = $"{name}.xlsx", ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Content = Xlsx(rows) }
        : new() { FileName = $"{name}.csv", ContentType = "text/csv; charset=utf-8", Content = Csv(rows) };

    /// <param name="body">HTML whose values went through <see cref="Encode"/>.</param>
    public static TransferDocument Page(string name, string title, string body) => new()
    {
        FileName = $"{name}.html",
        ContentType = "text/html; charset=utf-8",
        Content = ByteString.CopyFromUtf8(
            $"<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{Encode(title)}</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<h1>{Encode(title)}</h1>\n{body}\n</body>\n</html>\n"),
    };

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Rows of a heading and a value.</summary>
    public static string Facts(IEnumerable<(string Name, string Value)> facts) =>
        $"<table>{string.Concat(facts.Select(fact => $"<tr><th>{Encode(fact.Name)}</th><td>{Encode(fact.Value)}</td></tr>\n"))}</table>\n";

    /// <summary>Yuan with two decimals.</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static ByteString Csv(IReadOnlyList<object?[]> rows)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    if (cell is decimal number)
                    {
                        csv.WriteField(number);
                    }
                    else
                    {
                        csv.WriteField(cell as string);
                    }
                }

                csv.EndRecord();
            }
        }

        return ByteString.CopyFrom(stream.ToArray());
    }

    private static ByteString Xlsx(IReadOnlyList<object?[]> rows)
    {
        using var stream = new MemoryStream();
        var sheet = rows.Skip(1).Select(row => rows[0].Select((head, i) => (Key: (string)head!, Value: Plain(row[i]))).ToDictionary(cell => cell.Key, cell => cell.Value)).ToList();
        stream.SaveAs(sheet);
        return ByteString.CopyFrom(stream.ToArray());
    }

    private static object? Plain(object? cell) => cell is string { Length: > 0 } text && text[0] is '=' or '+' or '-' or '@' ? $"'{cell}" : cell;
}
