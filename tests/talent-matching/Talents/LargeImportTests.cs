using Platform.Common.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Talents;

/// <summary>A whole city's file: 100,000 talents, one of them badly written.</summary>
public sealed class LargeImportTests(TalentFixture fixture, ITestOutputHelper output) : IClassFixture<TalentFixture>
{
    private const int Rows = 100_000;
    private const int Bad = 77_777;

    [Fact]
    public async Task One_bad_row_of_100000_is_named_and_nothing_is_half_done()
    {
        var lines = Enumerable.Range(1, Rows).Select(i => Line(i, "十万学院", Bad));
        var start = TimeProvider.System.GetTimestamp();
        var refused = await fixture.ImportTalentsAsync(fixture.Official(), new ImportOptions { FileName = "city.csv", RequestId = "city" }, lines);
        output.WriteLine($"refused after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s, working set {Environment.WorkingSet / 1024 / 1024} MiB with the test itself");
        var problem = Assert.Single(refused.Problems);
        // The header is row 1.
        Assert.Equal((Rows, 0, 1, Bad + 1, "学历", ErrorReason.CellNotAChoice), (refused.RowsRead, refused.RowsImported, refused.ProblemCount, problem.Row, problem.Column, problem.Reason));
        Assert.NotEmpty(problem.Message);
        Assert.Equal(0, await CountAsync("十万学院"));
    }

    [Fact]
    public async Task The_rest_is_taken_where_that_is_allowed()
    {
        const int bad = 7_777;
        var lines = Enumerable.Range(1, 10_000).Select(i => Line(i, "万人学院", bad));
        var part = await fixture.ImportTalentsAsync(fixture.Official(), new ImportOptions { FileName = "city.csv", AllowPartial = true }, lines);
        Assert.Equal((9_999, 1, bad + 1), (part.RowsImported, part.ProblemCount, part.Problems.Single().Row));
        Assert.Equal(9_999, await CountAsync("万人学院"));
    }

    private static string Line(int i, string college, int bad) =>
        $"众{i},{college},机电,{(i == bad ? "武林盟主" : "本科")},2027,PLC编程:{(i % 5) + 1}；MES实施:3；数控加工:2,,秦皇岛,8,全职,139{i:D8}";

    private Task<long> CountAsync(string college) => fixture.ScalarAsync<long>("select count(*) from talent where college_name = @college", new { college });
}
