using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Xunit;

namespace Platform.Chassis.Tests.Imports;

public sealed class ImportRowsTests
{
    private static readonly ImportSheet<(string Name, int Count)> Sheet = new(
        row => (row.Text("名称", 20), row.Integer("人数", 1, 10)), required: ["名称", "人数"]);

    [Fact]
    public void File_with_a_bad_row_imports_nothing()
    {
        var rows = Sheet.Read(Files.Csv("名称,人数\n甲,1\n乙,-1\n丙,3"));
        Assert.Empty(rows.Accepted);
        var report = rows.Report(Language.Chinese, []);
        Assert.Equal((3, 0, 1), (report.RowsRead, report.RowsImported, report.ProblemCount));
        Assert.Equal(new RowProblem { Row = 3, Column = "人数", Reason = ErrorReason.CellNegative, Message = "“人数”不能为负数。" }, Assert.Single(report.Problems));
    }

    [Fact]
    public void Partial_import_takes_exactly_the_good_rows()
    {
        var rows = Sheet.Read(Files.Csv("名称,人数\n甲,1\n乙,-1\n丙,3", allowPartial: true));
        Assert.Equal([2, 4], rows.Accepted.Select(row => row.Number));
        var report = rows.Report(Language.English, ["a", "b"]);
        Assert.Equal((3, 2, 1), (report.RowsRead, report.RowsImported, report.ProblemCount));
        Assert.Equal(["a", "b"], report.Ids);
        Assert.Equal("“人数” must not be negative.", Assert.Single(report.Problems).Message);
    }

    [Fact]
    public void Row_that_repeats_an_earlier_one_is_bad_and_the_first_is_good()
    {
        var rows = Sheet.Read(Files.Csv("名称,人数\n甲,1\n乙,2\n甲,3\n甲,4", allowPartial: true)).RejectRepeated("名称", row => row.Name);
        Assert.Equal([2, 3], rows.Accepted.Select(row => row.Number));
        Assert.Equal([4, 5], rows.Problems.Select(problem => problem.Row));
        Assert.All(rows.Problems, problem => Assert.Equal(ErrorReason.DuplicateInFile, problem.Reason));
        Assert.All(rows.Problems, problem => Assert.Contains("第 2 行", problem.Chinese, StringComparison.Ordinal));
    }

    [Fact]
    public void Row_that_the_database_has_is_bad_however_often_it_is_checked()
    {
        var rows = Sheet.Read(Files.Csv("名称,人数\n甲,1\n乙,2", allowPartial: true));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var left = rows.RejectExisting("名称", row => row.Name, ["乙", "丁"]);
            Assert.Equal("甲", Assert.Single(left.Accepted).Value.Name);
            Assert.Equal(ErrorReason.DuplicateInDatabase, Assert.Single(left.Problems).Reason);
        }

        Assert.Equal(0, rows.ProblemCount);
    }

    [Fact]
    public void Problems_are_told_in_the_order_of_the_file_whichever_check_found_them()
    {
        var rows = Sheet.Read(Files.Csv("名称,人数\n甲,1\n乙,0\n丙,1"))
            .Check(row => row.Value.Name == "丙" ? row.Problem("名称", ErrorReason.OrganisationUnknown, "无", "none") : null)
            .Check(row => row.Value.Name == "甲" ? row.Problem("名称", ErrorReason.OrganisationUnknown, "无", "none") : null);
        Assert.Equal([2, 3, 4], rows.Problems.Select(problem => problem.Row));
        Assert.Empty(rows.Good);
    }

    [Fact]
    public void Thousand_problems_are_told_and_all_are_counted()
    {
        var bad = string.Concat(Enumerable.Range(0, 1500).Select(n => $"甲,{n % 2}\n"));
        var rows = Sheet.Read(Files.Csv("名称,人数\n" + bad)).Check(row => row.Problem("名称", ErrorReason.OrganisationUnknown, "无", "none"));
        Assert.Equal(1500, rows.ProblemCount);
        Assert.Equal(Enumerable.Range(2, 1000), rows.Report(Language.English, []).Problems.Select(problem => problem.Row));
    }
}
