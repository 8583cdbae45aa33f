using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Platform.Tests.Fixtures;
using Xunit;

namespace Platform.TalentMatching.Tests.Needs;

public sealed class NeedTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    private const string Firm = "91130302MAYQ122730";

    private TalentNeedService.TalentNeedServiceClient Own => fixture.Needs(fixture.Enterprise(Firm));

    [Fact]
    public async Task A_need_is_posted_once_by_request_id_and_title()
    {
        var request = TalentFixture.Need("MES上线工程师", "制造执行系统", headcount: 2);
        request.RequestId = "need-once";
        var need = await Own.CreateTalentNeedAsync(request);
        Assert.Equal(need, await Own.CreateTalentNeedAsync(request));
        Assert.Equal((TalentNeedState.Open, "mes-implementation", false), (need.State, need.MustSkills.Single().Skill, need.Declared));
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", async () => await Own.CreateTalentNeedAsync(TalentFixture.Need("ＭＥＳ 上线工程师", "MES")));
    }

    [Fact]
    public async Task What_breaks_a_rule_is_refused_with_its_reason()
    {
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_UNKNOWN", async () => await Own.CreateTalentNeedAsync(TalentFixture.Need("骑手", "独轮车")));
        var salary = TalentFixture.Need("工资", "MES");
        (salary.SalaryMinCnyFen, salary.SalaryMaxCnyFen) = (2, 1);
        await Refused.WithAsync(StatusCode.InvalidArgument, "SALARY_RANGE_INVALID", async () => await Own.CreateTalentNeedAsync(salary));
        var past = TalentFixture.Need("过期", "MES");
        past.Deadline = "2020-01-01";
        await Refused.WithAsync(StatusCode.InvalidArgument, "PAST_DATE", async () => await Own.CreateTalentNeedAsync(past));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await Own.CreateTalentNeedAsync(TalentFixture.Need("零", "MES", headcount: 0)));
    }

    [Fact]
    public async Task Weights_preferences_and_start_are_kept_and_told()
    {
        await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, Common.V1.OrganisationKind.University);
        await fixture.RegisterAsync(TalentFixture.OtherCollege, "河北科技师范学院", Common.V1.OrganisationKind.University);
        var request = TalentFixture.Need("带偏好的岗位", "MES");
        request.MustSkills[0].Weight = 5;
        request.MustSkills.Add(new SkillLevel { Skill = "PLC", Level = 2 });
        (request.Deadline, request.StartDate, request.UniversitiesInOrder) = ("2099-06-30", "2099-07-01", true);
        request.PreferredUniversities.Add(["河北科技师范学院", TalentFixture.College]);
        request.PreferredAwards.Add("数控编程");
        request.EmploymentKind = EmploymentKind.OrderClass;
        var need = await Own.CreateTalentNeedAsync(request);
        var read = await Own.GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = need.NeedId });
        Assert.Equal(need, read);
        Assert.Equal([("mes-implementation", 5), ("plc-programming", 3)], read.MustSkills.Select(skill => (skill.Skill, skill.Weight)));
        Assert.Equal([(TalentFixture.OtherCollege, "河北科技师范学院"), (TalentFixture.College, TalentFixture.CollegeName)], read.PreferredUniversities.Select(one => (one.OrganisationCode, one.Name)));
        Assert.Equal(("2099-07-01", true, "cnc-machining", EmploymentKind.OrderClass), (read.StartDate, read.UniversitiesInOrder, read.PreferredAwards.Single(), read.EmploymentKind));
    }

    [Fact]
    public async Task A_wrong_weight_preference_or_start_is_refused_and_nothing_is_stored()
    {
        const string firm = "91130306MAYQ13743A";
        async Task RefusedAsync(string reason, Action<CreateTalentNeedRequest> spoil)
        {
            var request = TalentFixture.Need("不成立的岗位", "MES");
            spoil(request);
            await Refused.WithAsync(StatusCode.InvalidArgument, reason, async () => await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(request));
        }

        await RefusedAsync("INVALID_FIELD", request => request.MustSkills[0].Level = 6);
        await RefusedAsync("INVALID_FIELD", request => request.MustSkills[0].Weight = 6);
        await RefusedAsync("INVALID_FIELD", request => request.MustSkills.Clear());
        await RefusedAsync("UNIVERSITY_UNKNOWN", request => request.PreferredUniversities.Add("不存在大学"));
        await RefusedAsync("SKILL_UNKNOWN", request => request.PreferredAwards.Add("独轮车"));
        await RefusedAsync("INVALID_FIELD", request => request.PreferredAwards.Add(["CNC", "数控编程"]));
        await RefusedAsync("PAST_DATE", request => request.StartDate = "2020-01-01");
        await RefusedAsync("INVALID_FIELD", request => request.StartDate = "July");
        await RefusedAsync("START_BEFORE_DEADLINE", request => (request.Deadline, request.StartDate) = ("2099-07-02", "2099-07-01"));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from talent_need where organisation_code = @firm and title = '不成立的岗位'", new { firm }));
    }

    [Fact]
    public async Task A_need_is_closed_once_and_by_its_present_etag()
    {
        var need = await Own.CreateTalentNeedAsync(TalentFixture.Need("关闭的岗位", "MES"));
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await Own.CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId, Etag = "77" }));
        var closed = await Own.CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId, Etag = need.Etag });
        Assert.Equal(TalentNeedState.Closed, closed.State);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await Own.CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId }));
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from audit_entry where action = 'talent-need.closed' and entity_id = @NeedId", new { need.NeedId }));
    }

    [Fact]
    public async Task Pages_hold_every_need_once()
    {
        const string firm = "91130306MAYQ13743A";
        var report = await fixture.ImportNeedsAsync(
            fixture.Enterprise(firm), null, Enumerable.Range(0, 7).Select(i => $"岗位{i}号,某公司,{firm},1,PLC编程:3,,本科,8,12,秦皇岛,全职,"));
        Assert.Equal(7, report.RowsImported);
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await fixture.Needs(fixture.Enterprise(firm)).ListTalentNeedsAsync(new ListTalentNeedsRequest { PageSize = 3, PageToken = token });
            seen.AddRange(page.Needs.Select(need => need.NeedId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(report.Ids.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("eyJRdWVyeSI6IiIsIktleXMiOltdfQ")]
    public Task A_damaged_page_token_is_refused(string token) => Refused.WithAsync(
        StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", async () => await Own.ListTalentNeedsAsync(new ListTalentNeedsRequest { PageToken = token }));

    [Fact]
    public async Task Bad_cells_of_a_file_are_told_by_row_and_column()
    {
        var path = Path.Combine(Repository.Root, "tests/fixtures/data/imports/talent-needs-bad-cells.csv");
        var lines = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken))[1..];
        var report = await fixture.ImportNeedsAsync(fixture.Official(), null, lines);
        Assert.Equal(0, report.RowsImported);
        Assert.Equal(
            [
                (3, "截止日期", ErrorReason.CellNotADate), (4, "年薪下限(万元)", ErrorReason.SalaryRangeInvalid), (5, "必备技能", ErrorReason.SkillUnknown),
                (6, "必备技能", ErrorReason.CellOutOfRange), (7, "最低学历", ErrorReason.CellNotAChoice),
            ],
            report.Problems.Select(problem => (problem.Row, problem.Column, problem.Reason)).Where(problem => problem.Row > 2));
    }

    [Fact]
    public async Task The_demo_file_is_imported()
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy/demo/talent-needs.csv"), TestContext.Current.CancellationToken))[1..];
        var report = await fixture.ImportNeedsAsync(fixture.Official(), new ImportOptions { FileName = "needs.csv", AllowPartial = true }, lines);
        Assert.All(report.Problems, problem => Assert.Equal(ErrorReason.DuplicateInDatabase, problem.Reason));
        Assert.Equal(50, report.RowsImported + report.ProblemCount);
    }
}
