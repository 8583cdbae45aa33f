using System.Globalization;
using CsvHelper;
using Google.Protobuf;
using MiniExcelLibs;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.Chassis.Exports;

/// <summary>A table as a file, always together with the definitions of its figures.</summary>
public static class TableExport
{
    // A text that a spreadsheet would run as a formula is made plain; with the byte order mark Excel reads the Chinese as UTF-8.
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true, ValidateFieldCount = false };

    /// <param name="day">yyyy-MM-dd; stands in the file's name.</param>
    public static ExportedStatistics As(ExportFormat format, StatisticsTable table, Language language, string day)
    {
        var figures = Rows(table);
        var definitions = DefinitionRows(table, language);
        var name = $"{table.Table}-{day}";
        return format == ExportFormat.Xlsx
            ? new() { FileName = $"{name}.xlsx", ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Content = Xlsx(table.Title, figures, definitions, language) }
            : new() { FileName = $"{name}.csv", ContentType = "text/csv; charset=utf-8", Content = Csv(table.Title, figures, definitions) };
    }

    private static List<object?[]> Rows(StatisticsTable table) =>
    [
        [table.RowTitle, .. table.Columns.Select(column => column.Unit.Length > 0 ? $"{column.Title} ({column.Unit})" : column.Title)],
        .. table.Rows.Select(row => (object?[])[row.Title, .. row.Values.Select(Cell)]),
    ];

    private static List<object?[]> DefinitionRows(StatisticsTable table, Language language) =>
    [
        [language.Pick("指标", "Figure"), language.Pick("口径", "Definition"), language.Pick("来源", "Source")],
        [table.Title, table.Definition, ""],
        .. table.Columns.Select(column => (object?[])[column.Title, column.Definition, ""]),
        .. table.Rows.Where(row => row.Definition.Length > 0).Select(row => (object?[])[row.Title, row.Definition, row.Source]),
    ];

    /// <summary>A number where it is one, so that a spreadsheet can go on computing.</summary>
    private static object? Cell(string value) =>
        value.Length == 0 ? null : decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : value;

    private static ByteString Csv(string title, List<object?[]> figures, List<object?[]> definitions)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var row in (IEnumerable<object?[]>)[[title], .. figures, [""], .. definitions])
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

    private static ByteString Xlsx(string title, List<object?[]> figures, List<object?[]> definitions, Language language)
    {
        using var stream = new MemoryStream();
        var sheets = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [SheetName(title)] = AsRecords(figures),
            [language.Pick("口径说明", "Definitions")] = AsRecords(definitions),
        };
        stream.SaveAs(sheets, printHeader: false);
        return ByteString.CopyFrom(stream.ToArray());
    }

    /// <summary>MiniExcel takes rows by named column; the names are not printed.</summary>
    private static List<Dictionary<string, object?>> AsRecords(List<object?[]> rows)
    {
        var width = rows.Max(row => row.Length);
        return rows.ConvertAll(row => Enumerable.Range(0, width).ToDictionary(
            column => column.ToString("D3", CultureInfo.InvariantCulture), column => column < row.Length ? row[column] : null, StringComparer.Ordinal));
    }

    /// <summary>Excel takes 31 characters and none of its own signs.</summary>
    private static string SheetName(string title)
    {
        var name = string.Concat(title.Where(letter => !"[]:*?/\\".Contains(letter, StringComparison.Ordinal)));
        return name.Length > 31 ? name[..31] : name;
    }
}
