using System.Text;
using CsvHelper;

namespace Platform.Chassis.Imports;

/// <summary>Reads CSV (RFC 4180, comma) in UTF-8 with or without BOM, or GB18030.</summary>
internal static class CsvSheet
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    public static IEnumerable<SheetRow> Read(ReadOnlyMemory<byte> content)
    {
        using var csv = CsvReader.FromText(Decode(content.Span), Options);
        for (var number = 1; Next(csv, number); number++)
        {
            yield return csv.FieldCount <= ImportLimits.Columns
                ? new SheetRow(number, csv.Current.ToArray())
                : throw ImportErrors.TooManyColumns.ToException();
        }
    }

    private static bool Next(CsvReader csv, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException)
        {
            throw ImportErrors.Quotes(number).ToException();
        }
    }

    /// <summary>
    /// Bytes that are valid UTF-8 are UTF-8: Chinese text in GB18030 that also is valid UTF-8 does not occur beyond a
    /// few characters, while nearly all UTF-8 is valid GB18030, so the order decides.
    /// </summary>
    private static string Decode(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\uFEFF"u8))
        {
            content = content[3..];
        }

        var text = TryDecode(Utf8, content) ?? TryDecode(Gb18030, content);
        return text is null || text.Any(character => char.IsControl(character) && character is not ('\t' or '\r' or '\n' or '\u0085'))
            ? throw ImportErrors.Encoding.ToException()
            : text;
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
