using System.Diagnostics;
using System.IO.Compression;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class XlsxTests
{
    private const string DateStyles = """
        <numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/><numFmt numFmtId="166" formatCode="[Red]0.0%"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="166"/></cellXfs>
        """;

    [Theory]
    [InlineData("1234.5600000000001", "1234.56")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("4600", "4600")]
    [InlineData("13800000001", "13800000001")]
    [InlineData("1E-2", "0.01")]
    [InlineData("1.5E3", "1500")]
    [InlineData("-120.5", "-120.5")]
    [InlineData("1E+300", "1E+300")]
    [InlineData("NaN", "NaN")]
    public void Number_is_the_one_a_user_sees(string stored, string shown) => Assert.Equal(shown, Cell($"<c r=\"A1\"><v>{stored}</v></c>"));

    [Theory]
    [InlineData(1, "46569", "2027-07-01")]
    [InlineData(2, "46569", "2027-07-01")]
    [InlineData(1, "46569.5", "2027-07-01 12:00:00")]
    [InlineData(1, "1", "1900-01-01")]
    [InlineData(1, "61", "1900-03-01")]
    [InlineData(3, "46569", "46569")]
    [InlineData(4, "0.7", "70%")]
    [InlineData(5, "0.355", "35.5%")]
    public void Number_is_shown_as_its_style_says(int style, string stored, string shown) => Assert.Equal(shown, Cell($"<c r=\"A1\" s=\"{style}\"><v>{stored}</v></c>"));

    [Fact]
    public void Days_may_be_counted_from_1904() =>
        Assert.Equal([["2027-07-01"]], Files.Cells(Files.Xlsx("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45107</v></c></row>", styles: DateStyles, workbookHead: "<workbookPr date1904=\"1\"/>")));

    [Theory]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>液压</t></is></c>", "液压")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><r><t>液</t></r><rPh><t>ye</t></rPh><r><t xml:space=\"preserve\"> 压</t></r></is></c>", "液 压")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D__x0000__x005F_x0041_</t></is></c>", "a\r_x0000__x0041_")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>_xD872__xDF69_</t></is></c>", "𬭩")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t>_xD872_</t></is></c>", "_xD872_")]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c r=\"A1\" t=\"d\"><v>2027-07-01T00:00:00</v></c>", "2027-07-01")]
    [InlineData("<c r=\"A1\" t=\"str\"><v>a</v></c>", "a")]
    public void Texts_are_read_in_every_form(string cell, string text) => Assert.Equal(text, Cell(cell));

    [Theory]
    [InlineData("<c r=\"A1\"><f>1+1</f><v>2</v></c>", "=1+1")]
    [InlineData("<c r=\"A1\"><f>1+1</f><v/></c>", "=1+1")]
    [InlineData("<c r=\"A1\" t=\"str\"><f t=\"shared\" si=\"0\"/><v>harmless</v></c>", "=")]
    public void Formula_is_given_itself_and_not_its_claimed_result(string cell, string text) => Assert.Equal(text, Cell(cell));

    [Fact]
    public void Rows_and_cells_stand_where_their_references_say()
    {
        var rows = SheetRow.ReadAll(Files.Xlsx("<row r=\"1\"><c r=\"B1\"><v>1</v></c></row><row r=\"3\" spans=\"1:2\"/><row><c><v>2</v></c><c r=\"C4\"><v>3</v></c></row>")).ToList();
        Assert.Equal([1, 3, 4], rows.Select(row => row.Number));
        Assert.Equal(["", "1"], rows[0].Cells);
        Assert.Equal(["2", "", "3"], rows[2].Cells);
    }

    [Fact]
    public void Sheet_that_claims_a_huge_size_costs_only_what_it_holds()
    {
        var rows = string.Concat(Enumerable.Range(1, 3000).Select(row => $"<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>"));
        var clock = Stopwatch.StartNew();
        Assert.Equal(3000, Files.Cells(Files.Xlsx(rows, sheetHead: "<dimension ref=\"A1:XFD1048576\"/>")).Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Workbook_that_swells_when_uncompressed_is_refused()
    {
        var content = new MemoryStream();
        content.Write(Files.Xlsx("").Content.Span);
        using (var zip = new ZipArchive(content, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            sheet.Write("<worksheet><sheetData><row><c><v>"u8);
            var zeros = new byte[1024 * 1024];
            Array.Fill(zeros, (byte)'0');
            for (var i = 0; i < 300; i++)
            {
                sheet.Write(zeros);
            }

            sheet.Write("</v></c></row></sheetData></worksheet>"u8);
        }

        Assert.True(content.Length < 1024 * 1024);
        Assert.Equal(ErrorReason.FileTooLarge, Files.Refusal(() => Files.Cells(Files.Bytes("bomb.xlsx", content.ToArray()))));
    }

    [Fact]
    public void Cell_is_read_no_further_than_a_spreadsheet_keeps() =>
        Assert.Equal(32_768, Cell($"<c r=\"A1\" t=\"str\"><v>{new string('a', 100_000)}</v></c>").Length);

    [Theory]
    [InlineData("<row r=\"2\"/><row r=\"1\"/>")]
    [InlineData("<row r=\"x\"/>")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\" s=\"-1\"><v>7</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"11\"><v>7</v></c></row>")]
    [InlineData("<row>")]
    public void Damaged_sheet_is_unreadable(string rows) => Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Xlsx(rows))));

    [Fact]
    public void Entities_are_not_expanded() => Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Xlsx(
        "<row><c t=\"str\"><v>&a;</v></c></row>", prolog: "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"))));

    [Fact]
    public void Cell_in_a_far_column_is_refused() =>
        Assert.Equal(ErrorReason.FileTooLarge, Files.Refusal(() => Files.Cells(Files.Xlsx("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"))));

    [Fact]
    public void Archive_that_is_no_workbook_is_unreadable()
    {
        var empty = new MemoryStream();
        new ZipArchive(empty, ZipArchiveMode.Create, leaveOpen: true).Dispose();
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Bytes("a.xlsx", empty.ToArray()))));
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Bytes("a.xlsx", []))));
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Bytes("a.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))));
    }

    private static string Cell(string xml) => Assert.Single(Assert.Single(Files.Cells(Files.Xlsx($"<row r=\"1\">{xml}</row>", styles: DateStyles))));
}
