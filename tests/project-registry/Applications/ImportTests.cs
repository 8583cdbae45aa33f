using System.Diagnostics;
using System.Globalization;
using System.Text;
using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Xunit;
using static Grpc.Core.StatusCode;

namespace Platform.ProjectRegistry.Tests.Applications;

public sealed class ImportTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Theory]
    [InlineData("applications-5.csv", 5)]
    [InlineData("applications-utf8-bom.csv", 5)]
    [InlineData("applications-gb18030.csv", 5)]
    [InlineData("applications-gb18030-four-byte.csv", 1)]
    [InlineData("applications-fullwidth-shuffled.csv", 5)]
    [InlineData("applications-crlf-quoted.csv", 2)]
    [InlineData("applications-blank-lines.csv", 2)]
    [InlineData("applications-inline.xlsx", 5)]
    [InlineData("applications-shared.xlsx", 5)]
    [InlineData("applications-header-only.csv", 0)]
    public async Task Good_files_are_stored_alike_whatever_their_form(string file, int rows)
    {
        var journey = await Journey.OpenAsync(registry);
        var report = await registry.ImportAsync(file, journey.BatchId);
        Assert.Empty(report.Problems);
        Assert.Equal((rows, rows), (report.RowsImported, report.Ids.Count));
        var stored = await journey.ReadAsync();
        Assert.Equal(report.Ids, stored.Select(application => application.ApplicationId));
        if (rows == 5)
        {
            var first = stored[0];
            Assert.Equal(
                ("船用甲板机械柔性装配与智能测试", "high-end-equipment", "high-end-equipment", 4_600_000_000L, 506_000_000L, 7000, false),
                (first.ProjectName, first.Industry, first.Track, first.TotalInvestmentCnyFen, first.RdInvestmentCnyFen, first.EquipmentLocalisationBp, first.OnIndustrialInternet));
            Assert.Equal([("设备维护技师", 2), ("液压系统设计工程师", 2)], first.TalentNeeds.Select(need => (need.Title, need.Headcount)));
        }
    }

    [Theory]
    [InlineData("applications-bad-check-digit.csv", new[] { 3, 4, 5 }, ErrorReason.CreditCodeInvalid)]
    [InlineData("applications-unknown-industry.csv", new[] { 3 }, ErrorReason.IndustryUnknown)]
    [InlineData("applications-negative-amount.csv", new[] { 3, 4 }, ErrorReason.CellNegative)]
    [InlineData("applications-duplicate.csv", new[] { 4 }, ErrorReason.DuplicateInFile)]
    [InlineData("applications-formula-cell.csv", new[] { 2, 3, 4, 5 }, ErrorReason.CellFormula)]
    [InlineData("applications-formula-cell.xlsx", new[] { 4 }, ErrorReason.CellFormula)]
    [InlineData("applications-overlong.csv", new[] { 2, 4, 5 }, ErrorReason.CellTooLong)]
    public async Task A_bad_row_is_told_and_keeps_the_file_out_unless_partial_import_is_allowed(string file, int[] badRows, ErrorReason reason)
    {
        var journey = await Journey.OpenAsync(registry);
        var refused = await registry.ImportAsync(file, journey.BatchId);
        Assert.Equal(badRows.Select(row => (row, reason)), refused.Problems.Select(problem => (problem.Row, problem.Reason)));
        Assert.Equal(0, refused.RowsImported);
        Assert.Empty(await journey.ReadAsync());

        var partial = await registry.ImportAsync(file, journey.BatchId, allowPartial: true);
        Assert.Equal(partial.RowsRead - badRows.Length, partial.RowsImported);
        Assert.Equal(partial.Ids, (await journey.ReadAsync()).Select(application => application.ApplicationId));
    }

    [Fact]
    public async Task Problems_are_told_in_the_language_of_the_caller()
    {
        var journey = await Journey.OpenAsync(registry);
        Assert.Contains("credit code", (await registry.ImportAsync("applications-bad-check-digit.csv", journey.BatchId, language: "en")).Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("统一社会信用代码", (await registry.ImportAsync("applications-bad-check-digit.csv", journey.BatchId)).Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("applications-column-missing.csv", ErrorReason.ColumnMissing)]
    [InlineData("applications-empty.csv", ErrorReason.FileUnreadable)]
    [InlineData("applications-not-a-table.csv", ErrorReason.FileUnreadable)]
    [InlineData("applications-truncated.xlsx", ErrorReason.FileUnreadable)]
    public async Task Files_that_are_no_table_of_applications_are_refused(string file, ErrorReason reason)
    {
        var journey = await Journey.OpenAsync(registry);
        await Refused.ByAsync(InvalidArgument, reason, registry.ImportAsync(file, journey.BatchId));
    }

    [Fact]
    public async Task The_same_file_again_repeats_the_answer_by_request_id_and_otherwise_names_each_row()
    {
        var journey = await Journey.OpenAsync(registry);
        var first = await registry.ImportAsync("applications-5.csv", journey.BatchId, requestId: "import-1");
        Assert.Equal(first, await registry.ImportAsync("applications-5.csv", journey.BatchId, requestId: "import-1"));
        var again = await registry.ImportAsync("applications-gb18030.csv", journey.BatchId);
        Assert.Equal((5, 0), (again.ProblemCount, again.RowsImported));
        Assert.All(again.Problems, problem => Assert.Equal(ErrorReason.DuplicateInDatabase, problem.Reason));
        Assert.Equal(5, (await journey.ReadAsync()).Count);
    }

    [Fact]
    public async Task Five_thousand_rows_are_stored_within_seconds()
    {
        var journey = await Journey.OpenAsync(registry);
        var start = Stopwatch.GetTimestamp();
        var report = await registry.ImportAsync("many.csv", Encoding.UTF8.GetBytes(Many(5000)), journey.BatchId);
        Assert.Equal((5000, 5000), (report.RowsImported, (await journey.BatchAsync()).ApplicationCount));
        var elapsed = Stopwatch.GetElapsedTime(start);
        TestContext.Current.TestOutputHelper?.WriteLine($"{elapsed.TotalMilliseconds:0} ms");
        Assert.InRange(elapsed.TotalSeconds, 0, 20);
    }

    internal static string Many(int count)
    {
        string[] industries = ["生命健康", "新材料", "汽车零部件", "电子信息", "高端装备制造"];
        var text = new StringBuilder("项目名称,申报单位,统一社会信用代码,产业,赛道,总投资(万元),研发投入(万元),项目简介,人才需求,技术需求\n");
        for (var i = 0; i < count; i++)
        {
            var code = CreditCode.Complete($"91130300MA{i / 3:D7}");
            text.Append(CultureInfo.InvariantCulture, $"项目{i},企业{i / 3},{code},{industries[i % 5]},,{1000 + i}.5,{i},简介{i},工程师:{(i % 9) + 1};技师,技术{i}\n");
        }

        return text.ToString();
    }
}
