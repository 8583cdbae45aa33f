using System.IO.Compression;
using System.Text;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;

namespace Platform.Chassis.Tests.Imports;

/// <summary>Import files for tests: hand-made CSV and workbooks, and those kept as fixtures.</summary>
internal static class Files
{
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static ImportFile Csv(string text, bool allowPartial = false) => Bytes("test.csv", Encoding.UTF8.GetBytes(text), allowPartial);

    public static ImportFile Bytes(string name, byte[] content, bool allowPartial = false) =>
        new(new ImportOptions { FileName = name, AllowPartial = allowPartial }, content);

    public static ImportFile Fixture(string name, bool allowPartial = false) =>
        Bytes(name, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "imports", name)), allowPartial);

    /// <summary>A workbook of one sheet, whose rows are given as XML.</summary>
    public static ImportFile Xlsx(string rows, string sheetHead = "", string styles = "", string workbookHead = "", string prolog = "")
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{office}">{workbookHead}<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/styles" Target="/xl/styles.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", $"""<styleSheet xmlns="{main}">{styles}</styleSheet>""");
            Part(zip, "xl/worksheets/sheet1.xml", $"""{prolog}<worksheet xmlns="{main}">{sheetHead}<sheetData>{rows}</sheetData></worksheet>""");
        }

        return Bytes("test.xlsx", content.ToArray());
    }

    /// <summary>The cells of a file as text, header included.</summary>
    public static List<string[]> Cells(ImportFile file) => [.. SheetRow.ReadAll(file).Select(row => row.Cells.ToArray())];

    public static ErrorReason Refusal(Action read) => Xunit.Assert.Throws<FailedException>(read).Error.Reason;

    private static void Part(ZipArchive zip, string path, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(path).Open());
        writer.Write(xml);
    }
}
