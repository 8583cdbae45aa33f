using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;

namespace Platform.Chassis.Imports;

/// <summary>How a workbook shows a number: plainly, as a date or in percent.</summary>
internal sealed partial class XlsxNumberForm
{
    public static readonly XlsxNumberForm Plain = new();
    private static readonly XlsxNumberForm Percent = new();
    private static readonly XlsxNumberForm Date = new();

    /// <summary>The form of each cell style, in the order that cells name them.</summary>
    public static List<XlsxNumberForm> ReadAll(ZipArchive archive, string path)
    {
        var custom = new Dictionary<int, string>();
        var forms = new List<XlsxNumberForm>();
        var inCellStyles = false;
        using var xml = XlsxWorkbook.Open(archive, path);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCellStyles = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" })
            {
                custom[Id(xml)] = xml.GetAttribute("formatCode") ?? "";
            }
            else if (inCellStyles && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                forms.Add(Of(Id(xml), custom));
            }
        }

        return forms;
    }

    /// <param name="number">As the file has it; Excel writes up to 17 digits, of which it keeps 15.</param>
    public string Show(string number, bool from1904)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(Math.Abs(value) < 1e27))
        {
            return number;
        }

        return this == Date && value is >= 0 and < 2_958_466 ? ShowDate(value + (from1904 ? 1462 : 0))
            : this == Percent ? Digits((decimal)value * 100) + "%"
            : Digits((decimal)value);
    }

    /// <summary>Days since 1899-12-31, where the calendar of spreadsheets has a 29 February 1900 (day 60).</summary>
    private static string ShowDate(double days)
    {
        var date = new DateTime(1899, 12, days < 60 ? 31 : 30, 0, 0, 0, DateTimeKind.Unspecified)
            .AddSeconds(Math.Round(days * 86_400));
        return date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string Digits(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static int Id(XmlReader xml) => int.Parse(xml.GetAttribute("numFmtId") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);

    private static XlsxNumberForm Of(int id, Dictionary<int, string> custom)
    {
        if (custom.TryGetValue(id, out var code))
        {
            var bare = Quoted().Replace(code, "");
            return bare.Contains('%', StringComparison.Ordinal) ? Percent
                : bare.AsSpan().IndexOfAny("yYdDmMhHsS") >= 0 ? Date
                : Plain;
        }

        return id switch
        {
            9 or 10 => Percent,
            (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => Date,
            _ => Plain,
        };
    }

    /// <summary>Literal text, colours and conditions within a format code.</summary>
    [GeneratedRegex("""
        "[^"]*"|\[[^\]]*\]|\\.|_.|\*.
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
