using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Xunit;

namespace Platform.TalentMatching.Tests.Skills;

/// <summary>Officials edit the taxonomy; whoever reads it, on any replica, reads the newest.</summary>
public sealed class SkillEditTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    private SkillService.SkillServiceClient Official => new(fixture.Official());

    [Fact]
    public async Task A_new_skill_is_found_by_its_synonym_at_once_and_by_another_replica()
    {
        var made = await CreateAsync("水下焊接", "Underwater welding", synonyms: ["湿法水下焊"], broader: ["welding"]);
        Assert.Equal(("underwater-welding", SkillState.Active), (made.Code, made.State));
        var need = await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CreateTalentNeedAsync(TalentFixture.Need("水下焊工", "湿法水下焊"));
        Assert.Equal("underwater-welding", need.MustSkills.Single().Skill);

        var other = await OtherReplicaAsync();
        Assert.Equal("underwater-welding", other.Find("UNDERWATER WELDING")!.Code);
        Assert.Equal(SkillRoutes.Narrower, other.RoutesTo("welding")["underwater-welding"]);
    }

    [Fact]
    public async Task A_writing_of_another_skill_is_refused_and_nothing_is_stored()
    {
        var before = await fixture.ScalarAsync<long>("select version from skill_taxonomy");
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_WRITING_TAKEN", () => CreateAsync("编程控制", "Controller coding", synonyms: ["ＰＬＣ 编程"]));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => CreateAsync("", ""));
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_UNKNOWN", () => CreateAsync("某技能", "Some skill", broader: ["no-such"]));
        await Refused.WithAsync(StatusCode.AlreadyExists, "ALREADY_EXISTS", () => CreateAsync("另一个", "Another", code: "welding"));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from skill where name_en in ('Controller coding', 'Some skill', 'Another')"));
        Assert.True(before <= await fixture.ScalarAsync<long>("select version from skill_taxonomy"));
    }

    [Fact]
    public async Task A_circle_of_broader_skills_is_refused_with_its_path()
    {
        var top = await CreateAsync("环甲", "Circle one");
        var middle = await CreateAsync("环乙", "Circle two", broader: [top.Code]);
        var low = await CreateAsync("环丙", "Circle three", broader: [middle.Code]);
        top.Broader.Add(low.Code);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await Official.UpdateSkillAsync(new UpdateSkillRequest { Skill = top }));
        Assert.Contains("环甲 → 环丙 → 环乙 → 环甲", refusal.Status.Detail, StringComparison.Ordinal);
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_CYCLE", async () => await Official.UpdateSkillAsync(new UpdateSkillRequest { Skill = top }));
        Assert.Empty(await fixture.ScalarAsync<string[]>("select broader from skill where code = @Code", new { top.Code }));
    }

    [Fact]
    public async Task A_change_needs_the_etag_it_was_read_with_and_stands_in_the_history()
    {
        var skill = await CreateAsync("史一", "History one");
        var changed = await Official.UpdateSkillAsync(new UpdateSkillRequest { Skill = new Skill(skill) { NameZh = "史一改" } });
        Assert.NotEqual(skill.Etag, changed.Etag);
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await Official.UpdateSkillAsync(new UpdateSkillRequest { Skill = new Skill(skill) { NameZh = "史一再改" } }));
        Assert.Equal("史一改", await fixture.ScalarAsync<string>("select name_zh from skill where code = @Code", new { skill.Code }));

        var changes = (await Official.ListSkillChangesAsync(new ListSkillChangesRequest { Code = skill.Code })).Changes;
        Assert.Equal(["skill.updated", "skill.created"], changes.Select(change => change.Action));
        Assert.Equal(new SkillFieldChange { Field = "name_zh", Before = "史一", After = "史一改" }, changes[0].Fields.Single());
        Assert.True(changes[0].TaxonomyVersion > changes[1].TaxonomyVersion);
    }

    [Fact]
    public async Task A_retired_skill_counts_as_before_but_cannot_be_given_until_it_is_restored()
    {
        var skill = await CreateAsync("退役技能", "Skill to retire");
        var firm = fixture.Needs(fixture.Enterprise(TalentFixture.Firm));
        var need = await firm.CreateTalentNeedAsync(TalentFixture.Need("退役岗", skill.Code));
        var talent = await ImportAsync("退役技能:4");
        await Official.RetireSkillAsync(new SkillStepRequest { Code = skill.Code, Etag = skill.Etag });

        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_RETIRED", async () => await firm.CreateTalentNeedAsync(TalentFixture.Need("又一退役岗", "退役技能")));
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await Official.RetireSkillAsync(new SkillStepRequest { Code = skill.Code }));
        var found = await fixture.Recommendations(fixture.Enterprise(TalentFixture.Firm)).RecommendTalentsAsync(new RecommendTalentsRequest { NeedId = need.NeedId });
        Assert.Contains(found.Entries, entry => entry.TalentId == talent);

        await Official.RestoreSkillAsync(new SkillStepRequest { Code = skill.Code });
        await firm.CreateTalentNeedAsync(TalentFixture.Need("再一退役岗", "退役技能"));
    }

    [Fact]
    public async Task A_merge_moves_talents_needs_and_links_with_the_higher_level()
    {
        var (gone, into) = (await CreateAsync("并出", "Merged away"), await CreateAsync("并入", "Merged into"));
        var below = await CreateAsync("并下", "Below the merged", broader: [gone.Code]);
        var talent = await ImportAsync("并入:2；并出:5；PLC编程:3");
        var need = TalentFixture.Need("并岗", gone.Code, level: 4);
        need.MustSkills[0].Weight = 5;
        need.MustSkills.Add(new SkillLevel { Skill = into.Code, Level = 2, Weight = 1 });
        need.PreferredAwards.Add(gone.Code);
        var posted = await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CreateTalentNeedAsync(need);

        var merged = await Official.MergeSkillAsync(new MergeSkillRequest { Code = gone.Code, Into = into.Code, Etag = gone.Etag });
        Assert.Equal(["并出", "Merged away"], merged.Synonyms);
        var skills = (await fixture.Talents(fixture.Official()).GetTalentAsync(new GetTalentRequest { TalentId = talent })).Skills;
        Assert.Equal([new SkillLevel { Skill = into.Code, Level = 5 }, new SkillLevel { Skill = "plc-programming", Level = 3 }], skills);
        var moved = await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).GetTalentNeedAsync(new GetTalentNeedRequest { NeedId = posted.NeedId });
        Assert.Equal([new SkillLevel { Skill = into.Code, Level = 4, Weight = 5 }], moved.MustSkills);
        Assert.Equal([into.Code], moved.PreferredAwards);
        Assert.Equal([into.Code], (await Official.GetSkillAsync(new GetSkillRequest { Code = below.Code })).Skill.Broader);

        // The old names and the old code lead to the one that took its place; the old one is readable, and final.
        Assert.Equal(into.Code, (await OtherReplicaAsync()).Find("并出")!.Code);
        Assert.Equal(into.Code, (await OtherReplicaAsync()).Find(gone.Code)!.Code);
        Assert.Equal((SkillState.Merged, into.Code), (await Official.GetSkillAsync(new GetSkillRequest { Code = gone.Code })).Skill is var old ? (old.State, old.MergedInto) : default);
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await Official.UpdateSkillAsync(new UpdateSkillRequest { Skill = gone }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_RETIRED", async () => await Official.MergeSkillAsync(new MergeSkillRequest { Code = into.Code, Into = gone.Code }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await Official.MergeSkillAsync(new MergeSkillRequest { Code = into.Code, Into = into.Code }));
    }

    [Fact]
    public async Task A_merge_that_would_put_a_skill_above_itself_is_refused()
    {
        var top = await CreateAsync("合环甲", "Merge circle one");
        var middle = await CreateAsync("合环乙", "Merge circle two", broader: [top.Code]);
        var low = await CreateAsync("合环丙", "Merge circle three", broader: [middle.Code]);
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_CYCLE", async () => await Official.MergeSkillAsync(new MergeSkillRequest { Code = top.Code, Into = low.Code }));
        Assert.Equal(1, await fixture.ScalarAsync<short>("select state from skill where code = @Code", new { top.Code }));
    }

    [Fact]
    public async Task The_index_of_every_replica_scores_by_the_new_links()
    {
        var (asked, near) = (await CreateAsync("链甲", "Link one"), await CreateAsync("链乙", "Link two"));
        var store = fixture.Services.GetRequiredService<Store>();
        await using var other = new MatchingIndex(store, new CurrentTaxonomy(store));
        await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CreateTalentNeedAsync(TalentFixture.Need("xyzzy", asked.Code));
        var talent = new TalentProfile(Guid.Empty, 1, SkillList.Of([(near.Code, 4)]), EducationLevel.Bachelor, [], 0, EmploymentKind.FullTime, 0, [], []);
        Assert.Empty(await other.TopNeedsAsync(talent, 5, _ => true, TestContext.Current.CancellationToken));
        await Official.UpdateSkillAsync(new UpdateSkillRequest { Skill = new Skill(near) { Related = { asked.Code } } });
        Assert.Single(await other.TopNeedsAsync(talent, 5, _ => true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_scale_of_levels_is_edited_by_officials_only()
    {
        var level = (await Official.ListSkillLevelsAsync(new ListSkillLevelsRequest())).Levels[4];
        Assert.Equal((5, "专家"), (level.Level, level.NameZh));
        var changed = await Official.UpdateSkillLevelAsync(new UpdateSkillLevelRequest { Level = new SkillLevelText(level) { NameEn = "Master" } });
        Assert.Equal("Master", await fixture.ScalarAsync<string>("select name_en from skill_level where level = 5"));
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await Official.UpdateSkillLevelAsync(new UpdateSkillLevelRequest { Level = level }));
        Assert.NotEqual(level.Etag, changed.Etag);
        var firm = new SkillService.SkillServiceClient(fixture.Enterprise(TalentFixture.Firm));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await firm.UpdateSkillLevelAsync(new UpdateSkillLevelRequest { Level = changed }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await firm.CreateSkillAsync(new CreateSkillRequest { Skill = new Skill { NameZh = "越权" } }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await firm.RetireSkillAsync(new SkillStepRequest { Code = "welding" }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await firm.MergeSkillAsync(new MergeSkillRequest { Code = "welding", Into = "scada" }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await firm.ListSkillChangesAsync(new ListSkillChangesRequest { Code = "welding" }));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from skill where name_zh = '越权'"));
    }

    [Fact]
    public async Task An_unknown_skill_is_refused_with_the_nearest()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await fixture.Needs(fixture.Enterprise(TalentFixture.Firm)).CreateTalentNeedAsync(TalentFixture.Need("编程员", "PLC程序编程")));
        Assert.Contains("相近的有：PLC编程", refusal.Status.Detail, StringComparison.Ordinal);
        var suggestions = (await Official.SuggestSkillsAsync(new SuggestSkillsRequest { Word = "PLC编程" })).Suggestions;
        Assert.Equal(("plc-programming", 99, SkillMatchRule.Name), (suggestions[0].Code, suggestions[0].Score, suggestions[0].Rule));
    }

    [Fact]
    public async Task A_repeated_request_makes_one_skill()
    {
        var request = new CreateSkillRequest { Skill = new Skill { NameZh = "重复技能", NameEn = "Repeated skill" }, RequestId = "skill-once" };
        Assert.Equal(await Official.CreateSkillAsync(request), await Official.CreateSkillAsync(request));
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from skill where name_zh = '重复技能'"));
    }

    private async Task<Skill> CreateAsync(string zh, string en, string[]? synonyms = null, string[]? broader = null, string code = "") =>
        await Official.CreateSkillAsync(new CreateSkillRequest { Skill = new Skill { Code = code, NameZh = zh, NameEn = en, Synonyms = { synonyms ?? [] }, Broader = { broader ?? [] } } });

    private async Task<string> ImportAsync(string skills)
    {
        var report = await fixture.ImportTalentsAsync(
            fixture.Official(), null, $"技能{Guid.CreateVersion7():N},某学院,机械,本科,2027,{skills},,秦皇岛,9,全职,13900000041");
        return report.Ids.Single();
    }

    /// <summary>The taxonomy as a replica that has held an older one for long reads it.</summary>
    private async Task<SkillTaxonomy> OtherReplicaAsync()
    {
        var store = fixture.Services.GetRequiredService<Store>();
        await using var connection = await store.OpenAsync(TestContext.Current.CancellationToken);
        return await new CurrentTaxonomy(store).AtAsync(connection, TestContext.Current.CancellationToken);
    }
}
