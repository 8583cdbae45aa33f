using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Xunit;

namespace Platform.TalentMatching.Tests.Matching;

/// <summary>From an admitted project to the shortlists of its firm's needs.</summary>
public sealed class ProjectAdmittedTests(TalentFixture fixture) : IClassFixture<TalentFixture>, IAsyncLifetime
{
    private static readonly string[] Talents =
    [
        "甲一,燕山大学,自动化,本科,2027,PLC编程:5；组态监控:4,,秦皇岛,9,全职,13900000001",
        "乙二,燕山大学,机械,本科,2027,五轴加工:4,,秦皇岛,9,全职,13900000002",
        "丙三,燕山大学,微电子,硕士,2027,晶圆键合:4,,秦皇岛,9,全职,13900000003",
    ];

    public async ValueTask InitializeAsync() =>
        await fixture.ImportTalentsAsync(fixture.Official(), new Common.V1.ImportOptions { FileName = "t.csv", AllowPartial = true }, Talents);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Posted_needs_get_priority_and_declared_ones_are_opened_each_with_a_shortlist_told()
    {
        const string firm = "91130303MAYQ10876B";
        var posted = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("PLC编程工程师", "PLC"));
        var project = await fixture.AdmitAsync(firm, ("ＰＬＣ编程工程师", 4), ("五轴加工工艺师", 2), ("晶圆键合工艺员", 1));
        await fixture.ShortlistsAsync();

        var needs = (await fixture.Needs(fixture.Enterprise(firm)).ListTalentNeedsAsync(new ListTalentNeedsRequest { ProjectId = project.ProjectId })).Needs;
        Assert.Equal(
            new[] { posted.NeedId, project.TalentNeeds[1].DeclaredNeedId, project.TalentNeeds[2].DeclaredNeedId }.Order(StringComparer.Ordinal),
            needs.Select(need => need.NeedId).Order(StringComparer.Ordinal));
        Assert.Equal([false, true, true], needs.OrderBy(need => need.Declared).Select(need => need.Declared));

        foreach (var (needId, best) in new[] { (posted.NeedId, "甲*"), (project.TalentNeeds[1].DeclaredNeedId, "乙*"), (project.TalentNeeds[2].DeclaredNeedId, "丙*") })
        {
            var told = (await fixture.RaisedAsync<TalentShortlisted>(needId)).Single(told => told.ProjectId == project.ProjectId);
            Assert.StartsWith(best, told.Talents[0].MaskedLabel, StringComparison.Ordinal);
            Assert.NotEmpty(told.Talents[0].ExplanationZh);
            Assert.NotEmpty(told.Talents[0].ExplanationEn);
            var shortlist = await fixture.Shortlists(fixture.Enterprise(firm)).GetShortlistAsync(new GetShortlistRequest { NeedId = needId });
            Assert.All(shortlist.Entries, entry => Assert.Equal(entry.Score, entry.Parts.Sum(part => part.Points), 6));
            Assert.Equal(told.Talents.Select(talent => talent.TalentId), shortlist.Entries.Select(entry => entry.TalentId));
        }
    }

    [Fact]
    public async Task Told_twice_by_the_same_or_another_message_it_has_one_effect()
    {
        const string firm = "91130324MAYQ13671K";
        var project = await fixture.AdmitAsync(firm, ("PLC编程工程师", 1));
        await fixture.ShortlistsAsync();
        var again = Guid.CreateVersion7();
        await fixture.PublishAsync(project, project.ProjectId, again, sequence: 2);
        await fixture.PublishAsync(project, project.ProjectId, again, sequence: 2);
        await fixture.EventuallyAsync("the second message is received", "select exists (select 1 from inbox where event_id = @again)", new { again });
        await fixture.ShortlistsAsync();

        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from talent_need where organisation_code = @firm", new { firm }));
        Assert.Single(await fixture.RaisedAsync<TalentShortlisted>(project.TalentNeeds[0].DeclaredNeedId));
    }

    [Fact]
    public async Task A_need_posted_after_the_admission_takes_over_the_declared_one_and_keeps_its_priority()
    {
        const string firm = "91130371MAYQ12062E";
        var project = await fixture.AdmitAsync(firm, ("PLC编程工程师", 2));
        var posted = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("PLC编程工程师", "PLC", headcount: 3, level: 5));
        var other = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("组态工程师", "SCADA"));
        Assert.Equal((project.TalentNeeds[0].DeclaredNeedId, false, 3, project.ProjectId), (posted.NeedId, posted.Declared, posted.Headcount, posted.PoolProjectId));
        Assert.Equal(project.ProjectId, other.PoolProjectId);
        Assert.NotEmpty(await fixture.RaisedAsync<TalentShortlisted>(other.NeedId));
    }

    [Fact]
    public async Task New_talents_change_the_shortlist_and_only_then_it_is_told_again()
    {
        const string firm = "91130306MAYQ125562";
        var project = await fixture.AdmitAsync(firm, ("运动控制工程师", 1));
        var needId = project.TalentNeeds[0].DeclaredNeedId;
        await fixture.ShortlistsAsync();
        await fixture.ImportTalentsAsync(fixture.Official(), null, $"丁四{Guid.CreateVersion7():N},某学院,食品,本科,2027,食品检测:3,,秦皇岛,9,全职,13900000004");
        await fixture.ShortlistsAsync();
        Assert.Single(await fixture.RaisedAsync<TalentShortlisted>(needId));

        await fixture.ImportTalentsAsync(fixture.Official(), null, $"戊五{Guid.CreateVersion7():N},某学院,自动化,本科,2027,运动控制:5,,秦皇岛,9,全职,13900000005");
        await fixture.ShortlistsAsync();
        var told = await fixture.RaisedAsync<TalentShortlisted>(needId);
        Assert.Equal(2, told.Count);
        Assert.StartsWith("戊", told[1].Talents[0].MaskedLabel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_fits_the_reason_is_told()
    {
        var project = await fixture.AdmitAsync("91130324MAYQ106659", ("GMP管理专员", 1));
        await fixture.ShortlistsAsync();
        var told = Assert.Single(await fixture.RaisedAsync<TalentShortlisted>(project.TalentNeeds[0].DeclaredNeedId));
        Assert.Empty(told.Talents);
        Assert.Contains("GMP管理", told.ReasonZh, StringComparison.Ordinal);
        Assert.Contains("GMP management", told.ReasonEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_imported_after_the_admission_get_its_priority_and_are_told()
    {
        const string firm = "91130302MAYQ12839G";
        var project = await fixture.AdmitAsync(firm, ("玻璃工艺工程师", 2));
        var report = await fixture.ImportNeedsAsync(
            fixture.Official(), null, $"玻璃工艺工程师,某公司,{firm},5,玻璃工艺:3,,本科,8,12,秦皇岛,全职,", $"自动化产线工程师,某公司,{firm},1,产线集成:3,,大专,8,12,秦皇岛,全职,");
        await fixture.ShortlistsAsync();
        Assert.Equal(project.TalentNeeds[0].DeclaredNeedId, report.Ids[0]);
        var needs = (await fixture.Needs(fixture.Enterprise(firm)).ListTalentNeedsAsync(new ListTalentNeedsRequest { ProjectId = project.ProjectId })).Needs;
        Assert.Equal(report.Ids.Order(StringComparer.Ordinal), needs.Select(need => need.NeedId).Order(StringComparer.Ordinal));
        Assert.All(needs, need => Assert.False(need.Declared));
        foreach (var id in report.Ids)
        {
            Assert.Contains(await fixture.RaisedAsync<TalentShortlisted>(id), told => told.ProjectId == project.ProjectId);
        }
    }

    [Fact]
    public async Task A_shortlist_that_was_due_when_the_host_stopped_is_computed_after_its_start()
    {
        const string firm = "91130302MAYQ10243E";
        var need = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("PLC编程工程师", "PLC"));
        var id = Guid.Parse(need.NeedId);
        await fixture.StopAsync();
        await fixture.ScalarAsync<int>("delete from shortlist_entry where need_id = @id; insert into shortlist_due (need_id, priority) values (@id, 1); select 1", new { id });
        await fixture.StartAsync();
        await fixture.ShortlistsAsync();
        Assert.True(await fixture.ScalarAsync<long>("select count(*) from shortlist_entry where need_id = @id", new { id }) > 0);
    }

    [Fact]
    public async Task A_college_reads_only_its_own_talents_of_a_shortlist()
    {
        const string firm = "91130371MAYQ13604P";
        var need = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("PLC工程师", "PLC"));
        var request = new GetShortlistRequest { NeedId = need.NeedId };
        Assert.NotEmpty((await fixture.Shortlists(fixture.Enterprise(firm)).GetShortlistAsync(request)).Entries);
        var others = await fixture.Shortlists(fixture.University(TalentFixture.OtherCollege)).GetShortlistAsync(request);
        Assert.Empty(others.Entries);
        Assert.NotEmpty(others.EmptyReason);
    }

    [Fact]
    public async Task Two_projects_of_a_firm_that_declare_one_title_are_both_told_its_shortlist()
    {
        const string firm = "91130302MAYQ112977";
        var first = await fixture.AdmitAsync(firm, ("PLC编程工程师", 2));
        var second = await fixture.AdmitAsync(firm, ("ＰＬＣ编程工程师", 1), ("五轴加工工艺师", 1));
        await fixture.ShortlistsAsync();
        var told = await fixture.RaisedAsync<TalentShortlisted>(first.TalentNeeds[0].DeclaredNeedId);
        Assert.Contains(told, one => one.ProjectId == first.ProjectId && one.NeedTitle == "PLC编程工程师");
        Assert.Contains(told, one => one.ProjectId == second.ProjectId && one.NeedTitle == "ＰＬＣ编程工程师");
        Assert.Equal(second.ProjectId, Assert.Single(await fixture.RaisedAsync<TalentShortlisted>(second.TalentNeeds[1].DeclaredNeedId)).ProjectId);
        Assert.Equal(2, await fixture.ScalarAsync<long>("select count(*) from talent_need where organisation_code = @firm", new { firm }));
    }

    [Fact]
    public async Task A_title_whose_earlier_need_is_closed_is_opened_for_a_new_project()
    {
        const string firm = "91130371MAYQ13399F";
        var earlier = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("PLC编程工程师", "PLC"));
        await fixture.Needs(fixture.Enterprise(firm)).CloseTalentNeedAsync(new CloseTalentNeedRequest { NeedId = earlier.NeedId });
        var project = await fixture.AdmitAsync(firm, ("PLC编程工程师", 2));
        await fixture.ShortlistsAsync();
        Assert.Single(await fixture.RaisedAsync<TalentShortlisted>(project.TalentNeeds[0].DeclaredNeedId));
    }
}
