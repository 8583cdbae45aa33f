using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.Tests.Fixtures;
using Xunit;

namespace Platform.TalentMatching.Tests.Talents;

public sealed class TalentImportTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    [Fact]
    public async Task The_demo_file_is_imported_and_a_second_time_every_row_is_a_duplicate()
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy/demo/talents.csv"), TestContext.Current.CancellationToken))[1..];
        var report = await fixture.ImportTalentsAsync(fixture.Official(), null, lines);
        Assert.Equal((300, 300, 0), (report.RowsRead, report.RowsImported, report.ProblemCount));
        Assert.Equal(300, report.Ids.Distinct().Count());

        var again = await fixture.ImportTalentsAsync(fixture.Official(), null, lines);
        Assert.Equal((300, 0, 300), (again.RowsRead, again.RowsImported, again.ProblemCount));
        Assert.All(again.Problems, problem => Assert.Equal(ErrorReason.DuplicateInDatabase, problem.Reason));
    }

    [Fact]
    public async Task Unknown_skills_are_kept_as_words_and_levels_are_read()
    {
        var report = await fixture.ImportTalentsAsync(
            fixture.Official(), null, "沈一,未入驻学院,机电,本科,2027,PLC编程:4；独轮车骑行:5,,秦皇岛；天津,8.5,实习,13800009001");
        var talent = await fixture.Talents(fixture.Official()).GetTalentAsync(new GetTalentRequest { TalentId = report.Ids.Single() });
        Assert.Equal([new SkillLevel { Skill = "plc-programming", Level = 4 }], talent.Skills);
        Assert.Equal(["独轮车骑行"], talent.UnmappedSkills);
        Assert.Equal((850_000_000 / 100, EmploymentKind.Internship, EducationLevel.Bachelor), (talent.ExpectedSalaryCnyFen, talent.EmploymentKind, talent.Education));
        Assert.Equal("", talent.CollegeCode);
    }

    [Fact]
    public async Task A_bad_row_keeps_the_whole_file_out_unless_a_part_is_allowed()
    {
        string[] lines =
        [
            "好一,好学院,机电,本科,2027,PLC编程:4,,秦皇岛,8,全职,13800009011",
            "坏一,好学院,机电,武林盟主,2027,PLC编程:4,,秦皇岛,8,全职,13800009012",
            "坏二,好学院,机电,本科,2027,PLC编程:9,,秦皇岛,8,全职,13800009013",
            "=坏三,好学院,机电,本科,2027,PLC编程:4,,秦皇岛,8,打零工,13800009014",
            "好一,好学院,机电,本科,2027,MES:2,,秦皇岛,8,全职,13800009011",
        ];
        var none = await fixture.ImportTalentsAsync(fixture.Official(), null, lines);
        Assert.Equal(0, none.RowsImported);
        Assert.Equal(
            [(3, "学历", ErrorReason.CellNotAChoice), (4, "技能", ErrorReason.CellOutOfRange), (5, "姓名", ErrorReason.CellFormula), (5, "求职类型", ErrorReason.CellNotAChoice), (6, "姓名", ErrorReason.DuplicateInFile)],
            none.Problems.Select(problem => (problem.Row, problem.Column, problem.Reason)));
        Assert.Equal(0, await CountAsync("好学院"));

        var part = await fixture.ImportTalentsAsync(fixture.Official(), new ImportOptions { FileName = "a.csv", AllowPartial = true }, lines);
        Assert.Equal(1, part.RowsImported);
        Assert.Equal(1, await CountAsync("好学院"));
    }

    [Fact]
    public async Task A_repeated_request_id_imports_once_and_answers_the_same()
    {
        var options = new ImportOptions { FileName = "a.csv", RequestId = "talents-once" };
        const string line = "重一,重复学院,机电,本科,2027,PLC编程:4,,秦皇岛,8,全职,13800009021";
        var first = await fixture.ImportTalentsAsync(fixture.Official(), options, line);
        Assert.Equal(first, await fixture.ImportTalentsAsync(fixture.Official(), options, line));
        Assert.Equal(1, await CountAsync("重复学院"));
    }

    [Fact]
    public async Task A_college_that_joins_later_claims_its_rows()
    {
        const string code = "12130000401700001C";
        await fixture.ImportTalentsAsync(fixture.Official(), null, "迟一,迟到 学院,机电,本科,2027,PLC编程:4,,秦皇岛,8,全职,13800009031");
        Assert.Empty((await fixture.Talents(fixture.University(code)).ListTalentsAsync(new ListTalentsRequest())).Talents);

        await fixture.RegisterAsync(code, "迟到学院", OrganisationKind.University);
        var own = (await fixture.Talents(fixture.University(code)).ListTalentsAsync(new ListTalentsRequest())).Talents.Single();
        Assert.Equal(("迟一", "13800009031", code), (own.Name, own.Phone, own.CollegeCode));
    }

    [Fact]
    public async Task Five_thousand_rows_are_imported_in_seconds()
    {
        var lines = Enumerable.Range(0, 5000).Select(i => $"众{i},众多学院,机电,本科,2027,PLC编程:{(i % 5) + 1}；MES实施:3；数控加工:2,,秦皇岛,8,全职,139{i:D8}");
        var start = TimeProvider.System.GetTimestamp();
        var report = await fixture.ImportTalentsAsync(fixture.Official(), null, lines);
        Assert.Equal(5000, report.RowsImported);
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    }

    private Task<long> CountAsync(string college) => fixture.ScalarAsync<long>("select count(*) from talent where college_name = @college", new { college });
}
