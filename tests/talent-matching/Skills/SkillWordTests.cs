using Grpc.Core;
using Platform.Common.V1;
using Platform.Registry.V1;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Skills;

/// <summary>Words that no skill was found for wait for an official; what is decided is done for whoever wrote them.</summary>
public sealed class SkillWordTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    private const string College = "12130000401700077C";
    private const string CollegeName = "词语测试学院";

    private SkillWordService.SkillWordServiceClient Official => new(fixture.Official());

    [Fact]
    public async Task A_mapped_word_gives_the_skill_at_its_level_and_matching_is_run_again()
    {
        await fixture.RegisterAsync(College, CollegeName, OrganisationKind.University);
        var firm = fixture.Enterprise("91130302MAYQ10243E");
        var need = await fixture.Needs(firm).CreateTalentNeedAsync(TalentFixture.Need("xyzzy", "humanoid-robot", level: 4));
        var talent = await ImportAsync("双足机器人调试:5", CollegeName);
        var word = await WordAsync("双足机器人调试");
        Assert.Equal((SkillWordState.Waiting, 1), (word.State, word.TalentCount));
        Assert.Equal([CollegeName], word.Colleges);
        Assert.All(word.Suggestions, suggestion => Assert.InRange(suggestion.Score, 30, 85));
        var details = await Official.GetSkillWordAsync(new GetSkillWordRequest { WordId = word.WordId });
        Assert.Equal((talent, 5), (details.Talents.Single().TalentId, details.Talents.Single().Level));

        var decided = await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "人形机器人", Etag = word.Etag });
        Assert.Equal((SkillWordState.Mapped, "humanoid-robot", 1), (decided.State, decided.Skill, decided.TalentCount));
        var changed = await TalentAsync(talent);
        Assert.Equal([new SkillLevel { Skill = "humanoid-robot", Level = 5 }], changed.Skills);
        Assert.Empty(changed.UnmappedSkills);
        Assert.Contains(await fixture.RaisedAsync<NotificationRaised>(College), told => told is { Topic: "skill-word.mapped" } && told.TextZh.Contains("人形机器人", StringComparison.Ordinal));

        await fixture.ShortlistsAsync();
        var shortlist = await fixture.Shortlists(firm).GetShortlistAsync(new GetShortlistRequest { NeedId = need.NeedId });
        Assert.Contains(shortlist.Entries, entry => entry.TalentId == talent);

        // Without being a synonym it was for those who waited: who writes it next waits again.
        Assert.Equal(["双足机器人调试"], (await TalentAsync(await ImportAsync("双足机器人调试"))).UnmappedSkills);
        Assert.Equal(SkillWordState.Waiting, (await WordAsync("双足机器人调试")).State);
    }

    [Fact]
    public async Task A_word_made_a_synonym_is_found_by_the_next_import()
    {
        await ImportAsync("管焊手艺:2");
        var word = await WordAsync("管焊手艺");
        await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "welding", AsSynonym = true });
        Assert.Contains("管焊手艺", await fixture.ScalarAsync<string[]>("select synonyms from skill where code = 'welding'"));
        Assert.Equal([new SkillLevel { Skill = "welding", Level = 3 }], (await TalentAsync(await ImportAsync("管焊手艺:3"))).Skills);
        Assert.Equal(2, await fixture.ScalarAsync<short>("select state from skill_word where word = '管焊手艺'"));
    }

    [Fact]
    public async Task A_talent_who_has_the_skill_keeps_the_higher_level()
    {
        var low = await ImportAsync("PLC编程:2；某种梯图:4");
        var high = await ImportAsync("PLC编程:5；某种梯图:1");
        await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = (await WordAsync("某种梯图")).WordId, Skill = "plc-programming" });
        Assert.Equal([new SkillLevel { Skill = "plc-programming", Level = 4 }], (await TalentAsync(low)).Skills);
        Assert.Equal([new SkillLevel { Skill = "plc-programming", Level = 5 }], (await TalentAsync(high)).Skills);
    }

    [Fact]
    public async Task A_word_becomes_a_new_skill_for_its_writers()
    {
        var talent = await ImportAsync("钻石切割:4");
        var word = await WordAsync("钻石切割");
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_WRITING_TAKEN", async () =>
            await Official.MakeSkillOfWordAsync(new MakeSkillOfWordRequest { WordId = word.WordId, Skill = new Skill { NameZh = "焊接技术" } }));
        Assert.Equal(["钻石切割"], (await TalentAsync(talent)).UnmappedSkills);

        var decided = await Official.MakeSkillOfWordAsync(new MakeSkillOfWordRequest
        {
            WordId = word.WordId, Skill = new Skill { NameZh = "金刚石加工", NameEn = "Diamond cutting", Broader = { "manufacturing" } },
        });
        Assert.Equal((SkillWordState.Mapped, "diamond-cutting"), (decided.State, decided.Skill));
        Assert.Equal([new SkillLevel { Skill = "diamond-cutting", Level = 4 }], (await TalentAsync(talent)).Skills);
        Assert.Equal(["钻石切割"], await fixture.ScalarAsync<string[]>("select synonyms from skill where code = 'diamond-cutting'"));
    }

    [Fact]
    public async Task A_skill_that_is_made_settles_the_words_it_is_written_like()
    {
        var talent = await ImportAsync("Foo Bar 编织:3");
        await new SkillService.SkillServiceClient(fixture.Official()).CreateSkillAsync(new CreateSkillRequest { Skill = new Skill { NameZh = "ＦＯＯbar编织" } });
        Assert.Equal(3, (await TalentAsync(talent)).Skills.Single().Level);
    }

    [Fact]
    public async Task A_discarded_word_stays_the_talents_own_and_is_not_asked_again()
    {
        var talent = await ImportAsync("吃苦耐劳:5");
        var word = await WordAsync("吃苦耐劳");
        await Official.DiscardSkillWordAsync(new DiscardSkillWordRequest { WordId = word.WordId });
        Assert.Equal(["吃苦耐劳"], (await TalentAsync(talent)).UnmappedSkills);
        await ImportAsync("吃苦耐劳:4");
        Assert.Equal(3, await fixture.ScalarAsync<short>("select state from skill_word where word = '吃苦耐劳'"));
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from skill_word_talent u join skill_word w using (word_id) where w.word = '吃苦耐劳'"));
    }

    [Fact]
    public async Task A_decision_is_refused_where_it_cannot_stand_and_changes_nothing()
    {
        var talent = await ImportAsync("骑牛术:3");
        var word = await WordAsync("骑牛术");
        await Refused.WithAsync(StatusCode.InvalidArgument, "SKILL_UNKNOWN", async () => await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "没有的技能" }));
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "scada", Etag = "99" }));
        await Refused.WithAsync(StatusCode.NotFound, "NOT_FOUND", async () => await Official.DiscardSkillWordAsync(new DiscardSkillWordRequest { WordId = Guid.CreateVersion7().ToString() }));
        var college = new SkillWordService.SkillWordServiceClient(fixture.University(TalentFixture.College));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await college.ListSkillWordsAsync(new ListSkillWordsRequest()));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await college.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "scada" }));
        await Refused.WithAsync(StatusCode.PermissionDenied, "ROLE_REQUIRED", async () => await college.UpdateSkillMappingAsync(new UpdateSkillMappingRequest { Mapping = new SkillMapping { ThresholdHundredths = 5000 } }));
        Assert.Equal(["骑牛术"], (await TalentAsync(talent)).UnmappedSkills);
        Assert.Equal(1, await fixture.ScalarAsync<short>("select state from skill_word where word = '骑牛术'"));

        await Official.DiscardSkillWordAsync(new DiscardSkillWordRequest { WordId = word.WordId });
        await Refused.WithAsync(StatusCode.FailedPrecondition, "WRONG_STATE", async () => await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "scada" }));
    }

    [Fact]
    public async Task A_firms_words_wait_too_and_its_need_gets_the_skill()
    {
        var asked = new SupportRequested
        {
            Request = new SupportRequestRef { SupportRequestId = Guid.CreateVersion7().ToString(), Round = 1 },
            OrganisationCode = TalentFixture.OtherFirm,
            OrganisationName = "秦皇岛词语有限公司",
            Title = "词语岗位",
            Talent = new TalentAsked { Headcount = 1, SkillsText = "PLC编程；风洞操作，" },
        };
        await fixture.PublishAsync(asked, asked.Request.SupportRequestId);
        await fixture.EventuallyAsync("the word waits", "select exists (select from skill_word where word = '风洞操作' and state = 1)");
        Assert.Equal(0, await fixture.ScalarAsync<long>("select count(*) from skill_word where word = 'PLC编程'"));
        var word = await WordAsync("风洞操作");
        Assert.Equal((0, 1), (word.TalentCount, word.NeedCount));
        await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "simulation-cae" });
        Assert.Equal(["plc-programming", "simulation-cae"], await fixture.ScalarAsync<string[]>("select must_codes from talent_need where title = '词语岗位'"));
        Assert.Equal([3, 3], await fixture.ScalarAsync<short[]>("select must_levels from talent_need where title = '词语岗位'"));
    }

    [Fact]
    public async Task A_talent_whose_own_words_are_gone_waits_for_none()
    {
        var (gone, stays) = (await ImportAsync("空中接力:3"), await ImportAsync("空中接力:2"));
        await fixture.ScalarAsync<int>("update talent set unmapped_skills = '{}' where talent_id = @gone::uuid; select 1", new { gone });
        var word = await WordAsync("空中接力");
        Assert.Equal(1, word.TalentCount);
        await Official.MapSkillWordAsync(new MapSkillWordRequest { WordId = word.WordId, Skill = "scada" });
        Assert.Empty((await TalentAsync(gone)).Skills);
        Assert.Equal([new SkillLevel { Skill = "scada", Level = 2 }], (await TalentAsync(stays)).Skills);
    }

    private async Task<string> ImportAsync(string skills, string college = "某学院")
    {
        var report = await fixture.ImportTalentsAsync(
            fixture.Official(), null, $"词语{Guid.CreateVersion7():N},{college},木作,本科,2027,{skills},,秦皇岛,9,全职,13900000051");
        return report.Ids.Single();
    }

    private async Task<Talent.V1.Talent> TalentAsync(string id) => await fixture.Talents(fixture.Official()).GetTalentAsync(new GetTalentRequest { TalentId = id });

    private async Task<SkillWord> WordAsync(string word)
    {
        var id = await fixture.ScalarAsync<Guid>("select word_id from skill_word where word = @word", new { word });
        return (await Official.GetSkillWordAsync(new GetSkillWordRequest { WordId = id.ToString() })).Word;
    }
}
