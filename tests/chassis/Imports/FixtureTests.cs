using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

/// <summary>The kept import files give what their README says.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("applications-utf8-bom.csv")]
    [InlineData("applications-gb18030.csv")]
    [InlineData("applications-fullwidth-shuffled.csv", "备注")]
    [InlineData("applications-inline.xlsx")]
    [InlineData("applications-shared.xlsx")]
    public void Same_content_in_another_form_gives_the_same_rows(string name, params string[] unknownColumns)
    {
        var expected = ApplicationRow.Sheet.Read(Files.Fixture("applications-5.csv"));
        var actual = ApplicationRow.Sheet.Read(Files.Fixture(name));
        Assert.Equal(5, expected.Accepted.Count);
        Assert.Empty(actual.Problems);
        Assert.Equal(expected.Accepted, actual.Accepted);
        Assert.Equal(unknownColumns, actual.UnknownColumns);
    }

    [Theory]
    [InlineData("applications-gb18030-four-byte.csv", new[] { 2 })]
    [InlineData("applications-crlf-quoted.csv", new[] { 2, 3 })]
    [InlineData("applications-blank-lines.csv", new[] { 2, 4 })]
    [InlineData("applications-header-only.csv", new int[0])]
    public void Good_file_is_read_whole(string name, int[] numbers)
    {
        var rows = ApplicationRow.Sheet.Read(Files.Fixture(name));
        Assert.Empty(rows.Problems);
        Assert.Equal(numbers, rows.Accepted.Select(row => row.Number));
    }

    [Fact]
    public void Rare_characters_and_quoted_line_breaks_are_kept()
    {
        var rare = Assert.Single(ApplicationRow.Sheet.Read(Files.Fixture("applications-gb18030-four-byte.csv")).Accepted).Value;
        Assert.Contains('䶮', rare.ToString());
        Assert.Contains("𬭩", rare.ToString(), StringComparison.Ordinal);
        var quoted = ApplicationRow.Sheet.Read(Files.Fixture("applications-crlf-quoted.csv")).Accepted[0].Value;
        Assert.Contains("\n", quoted.Summary, StringComparison.Ordinal);
        Assert.Contains("含,逗号与\"引号\"", quoted.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("applications-bad-check-digit.csv", "3:统一社会信用代码:CreditCodeInvalid 4:统一社会信用代码:CreditCodeInvalid 5:统一社会信用代码:CreditCodeInvalid")]
    [InlineData("applications-unknown-industry.csv", "3:产业:IndustryUnknown")]
    [InlineData("applications-negative-amount.csv", "3:总投资(万元):CellNegative 4:研发投入(万元):CellNegative")]
    [InlineData("applications-duplicate.csv", "4:项目名称:DuplicateInFile")]
    [InlineData("applications-formula-cell.csv", "2:项目名称:CellFormula 3:项目简介:CellFormula 4:联系人:CellFormula 5:技术需求:CellFormula")]
    [InlineData("applications-formula-cell.xlsx", "4:项目名称:CellFormula")]
    [InlineData("applications-overlong.csv", "2:项目名称:CellTooLong 4:项目简介:CellTooLong 5:联系人:CellTooLong")]
    [InlineData("applications-bad-numbers.csv", "2:总投资(万元):CellNotANumber 3:关键设备国产化率(%):CellOutOfRange 4:研发投入(万元):CellNotANumber 5:总投资(万元):CellOutOfRange 6:总投资(万元):CellNotANumber")]
    [InlineData("applications-bad-choices.csv", "2:是否接入工业互联网平台:CellNotAChoice 3:赛道:CellNotAChoice 4:项目名称:CellRequired 5:人才需求:CellOutOfRange 6:人才需求:CellNotANumber")]
    public void Bad_rows_are_told_and_the_others_are_good(string name, string problems)
    {
        var rows = ApplicationRow.Sheet.Read(Files.Fixture(name, allowPartial: true)).RejectRepeated("项目名称", row => (row.Code, row.Name));
        Assert.Equal(problems, string.Join(' ', rows.Problems.Select(problem => $"{problem.Row}:{problem.Column}:{problem.Reason}")));
        var bad = rows.Problems.Select(problem => problem.Row).ToHashSet();
        Assert.Equal(Enumerable.Range(2, rows.RowsRead).Where(number => !bad.Contains(number)), rows.Accepted.Select(row => row.Number));
    }

    [Theory]
    [InlineData("applications-column-missing.csv", ErrorReason.ColumnMissing)]
    [InlineData("applications-empty.csv", ErrorReason.FileUnreadable)]
    [InlineData("applications-not-a-table.csv", ErrorReason.FileUnreadable)]
    [InlineData("applications-truncated.xlsx", ErrorReason.FileUnreadable)]
    public void File_that_is_no_import_is_refused_as_a_whole(string name, ErrorReason reason) =>
        Assert.Equal(reason, Files.Refusal(() => ApplicationRow.Sheet.Read(Files.Fixture(name))));

    [Fact]
    public void Date_cells_are_read_as_days()
    {
        var days = new Chassis.Imports.ImportSheet<DateOnly>(row => row.Date("截止日期"), ["截止日期"]).Read(Files.Fixture("talent-needs-dates.xlsx"));
        Assert.Empty(days.Problems);
        Assert.Equal(5, days.Accepted.Count);
        Assert.All(days.Accepted, row => Assert.Equal(2027, row.Value.Year));
    }
}
