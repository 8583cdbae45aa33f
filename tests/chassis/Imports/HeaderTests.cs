using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class HeaderTests
{
    private static readonly ImportSheet<(string Name, long Total, string Note)> Sheet = new(
        row => (row.Text("项目名称", 20), row.Money("总投资(万元)"), row.OptionalText("备注(AB)", 20)),
        required: ["项目名称", "总投资(万元)"],
        optional: ["备注(AB)"]);

    [Theory]
    [InlineData("项目名称,总投资(万元),备注(AB)\n甲,1,注")]
    [InlineData("备注（ＡＢ）, 总投资（万元） ,项目 名称\n注,1,甲")]
    [InlineData("\"备注\n(ab)\",总投资（万元),\u3000项目名称\r\n注,1,甲\r\n")]
    [InlineData("项目名称,总投资(万元),备注(AB),\n甲,1,注,\n")]
    public void Columns_are_found_in_any_width_and_order(string text)
    {
        var rows = Sheet.Read(Files.Csv(text));
        Assert.Equal(("甲", 1_000_000, "注"), Assert.Single(rows.Accepted).Value);
        Assert.Empty(rows.UnknownColumns);
    }

    [Fact]
    public void Optional_column_may_be_missing_and_unknown_ones_are_told()
    {
        var rows = Sheet.Read(Files.Csv("序号,项目名称,总投资(万元),审批\n=1,甲,1,@x"));
        Assert.Equal(("甲", 1_000_000, ""), Assert.Single(rows.Accepted).Value);
        Assert.Equal(["序号", "审批"], rows.UnknownColumns);
    }

    [Fact]
    public void Missing_column_is_named_in_both_languages()
    {
        var error = Assert.Throws<FailedException>(() => Sheet.Read(Files.Csv("项目名称,备注(AB)\n甲,乙"))).Error;
        Assert.Equal(ErrorReason.ColumnMissing, error.Reason);
        Assert.Contains("总投资(万元)", error.Chinese, StringComparison.Ordinal);
        Assert.Contains("总投资(万元)", error.English, StringComparison.Ordinal);
        Assert.DoesNotContain("项目名称", error.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("项目名称,总投资(万元),项目　名称\n甲,1,乙")]
    [InlineData("甲,1,乙\n丙,2,丁")]
    [InlineData("")]
    [InlineData("\n项目名称,总投资(万元)\n甲,1")]
    [InlineData(",,\n甲,1,")]
    public void Header_that_is_doubled_or_absent_makes_the_file_unreadable(string text) =>
        Assert.Equal(ErrorReason.FileUnreadable, Files.Refusal(() => Sheet.Read(Files.Csv(text))));

    [Fact]
    public void Blank_rows_are_skipped_and_counted_as_a_spreadsheet_does()
    {
        var rows = Sheet.Read(Files.Csv("项目名称,总投资(万元)\n\n\"两\n行\",1\n , 　\n乙,2\n\n"));
        Assert.Equal([3, 5], rows.Good.Select(row => row.Number));
        Assert.Equal(2, rows.RowsRead);
    }

    [Fact]
    public void Cells_left_out_at_the_end_are_blank_and_cells_without_a_header_a_problem()
    {
        var rows = Sheet.Read(Files.Csv("项目名称,总投资(万元),,备注(AB)\n甲,1\n乙,2,,注,多\n丙,3,多,注\n丁,1,000.5\n"));
        Assert.Equal([2], rows.Good.Select(row => row.Number));
        Assert.All(rows.Problems, problem => Assert.Equal(ErrorReason.FileUnreadable, problem.Reason));
        Assert.Equal([3, 4, 5], rows.Problems.Select(problem => problem.Row));
    }

    [Fact]
    public void All_problems_of_a_row_are_told_at_once()
    {
        var rows = Sheet.Read(Files.Csv("项目名称,总投资(万元),备注(AB)\n=1,-1,+1"));
        Assert.Equal([ErrorReason.CellFormula, ErrorReason.CellNegative, ErrorReason.CellFormula], rows.Problems.Select(problem => problem.Reason));
        Assert.Equal(["项目名称", "总投资(万元)", "备注(AB)"], rows.Problems.Select(problem => problem.Column));
    }

    [Fact]
    public void More_rows_or_columns_than_allowed_are_refused()
    {
        var rows = "项目名称,总投资(万元)\n" + string.Join('\n', Enumerable.Repeat("甲,1", ImportLimits.Rows));
        Assert.Equal(ImportLimits.Rows, Sheet.Read(Files.Csv(rows)).RowsRead);
        Assert.Equal(ErrorReason.FileTooLarge, Files.Refusal(() => Sheet.Read(Files.Csv(rows + "\n乙,2"))));
        Assert.Equal(ErrorReason.FileTooLarge, Files.Refusal(() => Sheet.Read(Files.Csv("项目名称,总投资(万元)" + new string(',', ImportLimits.Columns)))));
    }
}
