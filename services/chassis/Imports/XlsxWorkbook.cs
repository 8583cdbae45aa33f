using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Platform.Chassis.Imports;

/// <summary>What a workbook says beside its sheets: where the first one is, the shared strings, how numbers are shown.</summary>
internal sealed partial class XlsxWorkbook
{
    private readonly List<string> _strings;
    private readonly List<XlsxNumberForm> _forms;
    private readonly bool _from1904;

    private XlsxWorkbook(string sheetPath, List<string> strings, List<XlsxNumberForm> forms, bool from1904)
    {
        SheetPath = sheetPath;
        _strings = strings;
        _forms = forms;
        _from1904 = from1904;
    }

    public string SheetPath { get; }

    public static XlsxWorkbook Read(ZipArchive archive)
    {
        var (first, from1904) = FirstSheet(archive);
        string? sheet = null, strings = null, styles = null;
        using (var relations = Open(archive, "xl/_rels/workbook.xml.rels"))
        {
            while (relations.Read())
            {
                if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" })
                {
                    var target = PathOf(relations.GetAttribute("Target") ?? "");
                    var kind = relations.GetAttribute("Type") ?? "";
                    sheet = relations.GetAttribute("Id") == first ? target : sheet;
                    strings = kind.EndsWith("/sharedStrings", StringComparison.Ordinal) ? target : strings;
                    styles = kind.EndsWith("/styles", StringComparison.Ordinal) ? target : styles;
                }
            }
        }

        return new(
            sheet ?? throw new XmlException("The workbook has no sheet."),
            strings is null ? [] : SharedStrings(archive, strings),
            styles is null ? [] : XlsxNumberForm.ReadAll(archive, styles),
            from1904);
    }

    /// <summary>Opens a part; a document type is forbidden and the characters are counted, so that neither entities nor compression can swell it.</summary>
    public static XmlReader Open(ZipArchive archive, string path, long characters = ImportLimits.PartCharacters)
    {
        var entry = archive.GetEntry(path) ?? throw new XmlException($"The workbook has no part {path}.");
        return XmlReader.Create(entry.Open(), new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = characters,
        });
    }

    /// <summary>The text within the present element, without phonetic hints, cut where no cell can be so long.</summary>
    public static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var buffer = new char[1024];
        var depth = xml.Depth;
        var phonetic = int.MaxValue;
        while (xml.Read() && xml.Depth > depth)
        {
            phonetic = xml.Depth <= phonetic ? int.MaxValue : phonetic;
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh", IsEmptyElement: false } && phonetic == int.MaxValue)
            {
                phonetic = xml.Depth;
            }

            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && phonetic == int.MaxValue)
            {
                for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
                {
                    text.Append(buffer, 0, Math.Min(read, ImportLimits.CellCharacters - text.Length));
                }
            }
        }

        return Unescape(text.ToString());
    }

    public string SharedString(string index) => _strings[int.Parse(index, NumberStyles.None, CultureInfo.InvariantCulture)];

    public string Shown(string number, int style) =>
        (style < _forms.Count ? _forms[style] : XlsxNumberForm.Plain).Show(number, _from1904);

    private static (string Id, bool From1904) FirstSheet(ZipArchive archive)
    {
        using var xml = Open(archive, "xl/workbook.xml");
        var from1904 = false;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                while (xml.MoveToNextAttribute())
                {
                    if (xml is { LocalName: "id", NamespaceURI.Length: > 0 })
                    {
                        return (xml.Value, from1904);
                    }
                }
            }
        }

        throw new XmlException("The workbook has no sheet.");
    }

    private static List<string> SharedStrings(ZipArchive archive, string path)
    {
        var strings = new List<string>();
        using var xml = Open(archive, path, ImportLimits.StringCharacters);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                strings.Add(Text(xml));
            }
        }

        return strings;
    }

    private static string PathOf(string target) => target.StartsWith('/') ? target[1..] : "xl/" + target;

    /// <summary>
    /// A writer may put any UTF-16 unit as <c>_xHHHH_</c>. Control characters beside line ends stay as they stand, and so does the
    /// whole text where half a pair would come out.
    /// </summary>
    private static string Unescape(string text)
    {
        var plain = Escaped().Replace(text, match =>
            (char)ushort.Parse(match.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var unit
            && (unit is '\t' or '\n' or '\r' || !char.IsControl(unit)) ? unit.ToString() : match.Value);
        return plain.EnumerateRunes().Contains(Rune.ReplacementChar) ? text : plain;
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escaped();
}
