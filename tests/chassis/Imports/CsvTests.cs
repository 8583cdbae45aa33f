using System.Text;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class CsvTests
{
    [Fact]
    public void Encodings_are_told_apart()
    {
        const string text = "名称,值\n液压、②,é“”—…\n";
        List<string[]> expected = [["名称", "值"], ["液压、②", "é“”—…"]];
        Assert.Equal(expected, Files.Cells(Files.Bytes("a.csv", Encoding.UTF8.GetBytes(text))));
        Assert.Equal(expected, Files.Cells(Files.Bytes("a.CSV", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)])));
        Assert.Equal(expected, Files.Cells(Files.Bytes("a.csv", Files.Gb18030.GetBytes(text))));
    }

    [Fact]
    public void Characters_that_only_GB18030_writes_in_four_bytes_are_read() =>
        Assert.Equal([["䶮", "𬭩"]], Files.Cells(Files.Bytes("a.csv", Files.Gb18030.GetBytes("䶮,𬭩"))));

    [Fact]
    public void Quotes_commas_and_line_breaks_within_quotes_belong_to_the_cell() =>
        Assert.Equal([["a", "b,\"c\"\r\nd"], ["e", ""]], Files.Cells(Files.Csv("a,\"b,\"\"c\"\"\r\nd\"\r\ne,\r\n")));

    [Theory]
    [InlineData("a,b\nc,\"d\ne,f\n")]
    [InlineData("a,b\nc,5\"d\n")]
    [InlineData("a,b\n\"c\"d,e\n")]
    public void Quotes_that_do_not_pair_make_the_file_unreadable(string text)
    {
        var error = Assert.Throws<FailedException>(() => Files.Cells(Files.Csv(text))).Error;
        Assert.Equal(ErrorReason.FileUnreadable, error.Reason);
        Assert.Contains("第 2 行", error.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_unreadable()
    {
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Bytes("a.csv", [0x61, 0x00, 0x62]))));
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Bytes("a.csv", [0x61, 0xFF, 0xFE]))));
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Bytes("a.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("名称")]))));
    }

    [Theory]
    [InlineData("a.xls")]
    [InlineData("a.txt")]
    [InlineData("a.csv.exe")]
    public void File_of_another_ending_is_unreadable(string name) =>
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Files.Cells(Files.Bytes(name, [0x61]))));
}
