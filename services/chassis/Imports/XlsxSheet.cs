using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Platform.Chassis.Errors;

namespace Platform.Chassis.Imports;

/// <summary>
/// Reads the first sheet of a workbook (ECMA-376) row by row, each cell as the text a user sees: shared and inline
/// strings, dates as yyyy-MM-dd, percentages with %. A formula is given as its text with <c>=</c> before it, never as the result
/// it claims to have. Sizes are bounded by what is really uncompressed, never by what the file says of itself.
/// </summary>
internal static class XlsxSheet
{
    public static IEnumerable<SheetRow> Read(ReadOnlyMemory<byte> content)
    {
        using var archive = Guard(() => new ZipArchive(ToStream(content), ZipArchiveMode.Read));
        var book = Guard(() => XlsxWorkbook.Read(archive));
        using var xml = Guard(() => XlsxWorkbook.Open(archive, book.SheetPath));
        var row = new SheetRow(0, []);
        while (Guard(() => NextRow(xml, book, row.Number)) is { } next)
        {
            row = next;
            yield return row;
        }
    }

    private static SheetRow? NextRow(XmlReader xml, XlsxWorkbook book, int before)
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                var number = xml.GetAttribute("r") is { } r ? int.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : before + 1;
                return number > before ? new SheetRow(number, Cells(xml, book)) : throw new XmlException("Rows are out of order.");
            }
        }

        return null;
    }

    private static List<string> Cells(XmlReader xml, XlsxWorkbook book)
    {
        var cells = new List<string>();
        if (xml.IsEmptyElement)
        {
            return cells;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            var column = xml.GetAttribute("r") is { } reference ? Column(reference) : cells.Count;
            var text = Cell(xml, book);
            if (text.Length == 0)
            {
                continue;
            }

            if (column >= ImportLimits.Columns)
            {
                throw ImportErrors.TooManyColumns.ToException();
            }

            while (cells.Count <= column)
            {
                cells.Add("");
            }

            cells[column] = text;
        }

        return cells;
    }

    private static string Cell(XmlReader xml, XlsxWorkbook book)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s") is { } s ? int.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var value = "";
        var formula = (string?)null;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml)
            {
                case { NodeType: XmlNodeType.Element, LocalName: "f" }:
                    formula = "=" + XlsxWorkbook.Text(xml);
                    break;
                case { NodeType: XmlNodeType.Element, LocalName: "v" or "is" }:
                    value = XlsxWorkbook.Text(xml);
                    break;
            }
        }

        return formula ?? type switch
        {
            "s" => book.SharedString(value),
            "inlineStr" or "str" => value,
            "b" => value == "1" ? "TRUE" : "FALSE",
            "d" => value.EndsWith("T00:00:00", StringComparison.Ordinal) ? value[..10] : value,
            "e" => value,
            _ => book.Shown(value, style),
        };
    }

    /// <summary>The column of a reference such as <c>AB12</c>, from 0 on.</summary>
    private static int Column(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = (column * 26) + (letter - 'A' + 1);
        }

        return column > 0 ? column - 1 : throw new XmlException("A cell has no column.");
    }

    private static MemoryStream ToStream(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);

    /// <summary>What a damaged file makes the readers throw is one failure to the user.</summary>
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException exception) when (exception.Message.Contains(nameof(XmlReaderSettings.MaxCharactersInDocument), StringComparison.Ordinal))
        {
            throw ImportErrors.TooMuchContent.ToException();
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException or FormatException or OverflowException or NotSupportedException or ArgumentException or KeyNotFoundException)
        {
            throw ImportErrors.NotXlsx.ToException();
        }
    }
}
