using Grpc.Core;
using Platform.Common.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Matching;

/// <summary>The best for a need and for a talent, as each party may see them.</summary>
public sealed class RecommendationTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private const string Firm = "91130302MAYQ122730";
    private const string Strange = "91130306MAYQ13743A";

    /// <summary>Has a need for a moment, so that talents may be shortlisted for it.</summary>
    private const string Closing = "91130303MAYQ10876B";
    private string _need = "";
    private IReadOnlyList<string> _talents = [];

    public async ValueTask InitializeAsync()
    {
        await fixture.RegisterAsync(TalentFixture.College, TalentFixture.CollegeName, OrganisationKind.University);
        if (await fixture.ScalarAsync<long>("select count(*) from talent") == 0)
        {
            await fixture.ImportTalentsAsync(
                fixture.Official(),
                null,
                "推荐甲,燕山大学,自动化,本科,2027,PLC编程:5；组态监控:4,,秦皇岛,9,全职,13900000041",
                "推荐乙,燕山大学,自动化,硕士,2027,PLC编程:4,,北京,9,全职,13900000042",
                "推荐丙,某学院,自动化,大专,2027,PLC编程:2,,秦皇岛,9,实习,13900000043",
                "推荐丁,某学院,食品,大专,2027,食品检测:3,,秦皇岛,9,全职,13900000044");
            var request = TalentFixture.Need("PLC编程工程师", "PLC");
            request.MustSkills.Add(new SkillLevel { Skill = "SCADA", Level = 4 });
            request.Place = "秦皇岛";
            await fixture.Needs(fixture.Enterprise(Firm)).CreateTalentNeedAsync(request);
        }

        _need = await fixture.ScalarAsync<string>("select need_id::text from talent_need where organisation_code = @Firm and title = 'PLC编程工程师'", new { Firm });
        _talents = await fixture.RowsAsync<string>("select talent_id::text from talent where name like '推荐%' order by seq");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Talents_come_best_first_with_parts_that_add_up_words_and_what_is_missing()
    {
        var entries = (await TalentsAsync(fixture.Enterprise(Firm))).Entries;
        Assert.Equal([_talents[0], _talents[1]], entries.Select(entry => entry.TalentId));
        Assert.All(entries, entry => Assert.Equal(entry.Score, entry.Parts.Sum(part => part.Points), 6));
        Assert.Empty(entries[0].Missing);
        Assert.Equal(("scada", 4), (entries[1].Missing.Single().Skill, entries[1].Missing.Single().Level));
        Assert.Contains("PLC编程4级", entries[1].Explanation, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.DoesNotContain("荐", entry.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_score_is_the_same_from_both_sides()
    {
        var forNeed = (await TalentsAsync(fixture.Official())).Entries;
        Assert.NotEmpty(forNeed);
        foreach (var entry in forNeed)
        {
            var mirror = (await NeedsAsync(fixture.Official(), entry.TalentId)).Entries.Single(one => one.Need.NeedId == _need);
            Assert.Equal((entry.Score, entry.Explanation), (mirror.Score, mirror.Explanation));
            Assert.Equal(entry.Parts, mirror.Parts);
            Assert.Equal(entry.Missing, mirror.Missing);
        }
    }

    [Theory]
    [InlineData("北京", EducationLevel.Unspecified, "", 1)]
    [InlineData("", EducationLevel.Master, "", 1)]
    [InlineData("", EducationLevel.Unspecified, TalentFixture.College, 2)]
    [InlineData("天津", EducationLevel.Unspecified, "", 0)]
    [InlineData("", EducationLevel.Unspecified, "000000000000000000", 0)]
    public async Task Filters_choose_from_all_talents(string place, EducationLevel education, string college, int count)
    {
        var answer = await fixture.Recommendations(fixture.Official()).RecommendTalentsAsync(
            new RecommendTalentsRequest { NeedId = _need, TopK = 2, Place = place, MinimumEducation = education, CollegeCode = college });
        Assert.Equal(count, answer.Entries.Count);
    }

    [Fact]
    public async Task Placed_talents_are_shown_to_officials_that_ask_for_them_only()
    {
        const string place = "update talent set placed = @placed where talent_id = @id; select 1";
        var id = Guid.Parse(_talents[1]);
        await fixture.ScalarAsync<int>(place, new { id, placed = true });
        try
        {
            var request = new RecommendTalentsRequest { NeedId = _need, IncludePlaced = true };
            Assert.Contains((await fixture.Recommendations(fixture.Official()).RecommendTalentsAsync(request)).Entries, entry => entry.TalentId == _talents[1]);
            Assert.DoesNotContain((await fixture.Recommendations(fixture.Enterprise(Firm)).RecommendTalentsAsync(request)).Entries, entry => entry.TalentId == _talents[1]);
            Assert.DoesNotContain((await TalentsAsync(fixture.Official())).Entries, entry => entry.TalentId == _talents[1]);
        }
        finally
        {
            await fixture.ScalarAsync<int>(place, new { id, placed = false });
        }
    }

    [Fact]
    public async Task A_college_sees_its_own_talents_and_a_firm_its_own_needs()
    {
        Assert.Equal(2, (await TalentsAsync(fixture.University(TalentFixture.College))).Entries.Count);
        Assert.Empty((await TalentsAsync(fixture.University(TalentFixture.OtherCollege))).Entries);
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => TalentsAsync(fixture.Enterprise(Strange)));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => NeedsAsync(fixture.Enterprise(Strange), _talents[0]));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", () => NeedsAsync(fixture.University(TalentFixture.OtherCollege), _talents[0]));
        Assert.All((await NeedsAsync(fixture.Enterprise(Firm), _talents[0])).Entries, entry => Assert.Equal(Firm, entry.Need.OrganisationCode));
    }

    [Fact]
    public async Task Filters_of_needs_choose_place_kind_pool_and_salary()
    {
        async Task<int> CountAsync(RecommendNeedsRequest request)
        {
            request.TalentId = _talents[0];
            return (await fixture.Recommendations(fixture.Official()).RecommendNeedsAsync(request)).Entries.Count(entry => entry.Need.NeedId == _need);
        }

        Assert.Equal(1, await CountAsync(new RecommendNeedsRequest { Place = "秦皇岛", EmploymentKind = EmploymentKind.FullTime, SalaryAtLeastCnyFen = 100 }));
        Assert.Equal(0, await CountAsync(new RecommendNeedsRequest { Place = "北京" }));
        Assert.Equal(0, await CountAsync(new RecommendNeedsRequest { PoolOnly = true }));
        Assert.Equal(0, await CountAsync(new RecommendNeedsRequest { EmploymentKind = EmploymentKind.Internship }));
    }

    [Fact]
    public async Task A_need_that_is_not_open_gets_none()
    {
        var need = await fixture.Needs(fixture.Enterprise(Closing)).CreateTalentNeedAsync(TalentFixture.Need("关闭的PLC岗位", "PLC"));
        await fixture.Needs(fixture.Enterprise(Closing)).CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = need.NeedId });
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () =>
            await fixture.Recommendations(fixture.Enterprise(Closing)).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = need.NeedId }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () =>
            await fixture.Recommendations(fixture.Official()).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = _need, TopK = 101 }));
    }

    private async Task<RecommendTalentsResponse> TalentsAsync(CallInvoker caller) =>
        await fixture.Recommendations(caller).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = _need });

    private async Task<RecommendNeedsResponse> NeedsAsync(CallInvoker caller, string talent) =>
        await fixture.Recommendations(caller).RecommendNeedsAsync(new RecommendNeedsRequest { TalentId = talent });
}
