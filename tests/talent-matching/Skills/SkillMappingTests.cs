using Grpc.Core;
using Platform.Talent.V1;
using Xunit;

namespace Platform.TalentMatching.Tests.Skills;

/// <summary>The threshold of mapping is data; of its own class, as it counts for every import.</summary>
public sealed class SkillMappingTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    private SkillWordService.SkillWordServiceClient Official => new(fixture.Official());

    [Fact]
    public async Task A_lower_threshold_maps_waiting_words_at_once_and_lists_page_by_how_many_wrote_them()
    {
        // 60 + 30 × 5 ÷ 7 = 81.42 points: below 85.
        for (var i = 0; i < 2; i++)
        {
            await fixture.ImportTalentsAsync(fixture.Official(), null, $"阈{i},某学院,木作,本科,2027,PLC编程技艺:4；甲乙丙丁:1,,秦皇岛,9,全职,1390000006{i}");
        }

        await fixture.ImportTalentsAsync(fixture.Official(), null, "阈三,某学院,木作,本科,2027,甲乙丙丁:1；戊己庚辛:2,,秦皇岛,9,全职,13900000068");
        var first = await Official.ListSkillWordsAsync(new ListSkillWordsRequest { PageSize = 2 });
        var second = await Official.ListSkillWordsAsync(new ListSkillWordsRequest { PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal(["甲乙丙丁", "PLC编程技艺", "戊己庚辛"], first.Words.Concat(second.Words).Select(word => word.Word));
        Assert.Equal((3, ""), (first.WaitingCount, second.NextPageToken));
        Assert.Equal(("plc-programming", 81.42, SkillMatchRule.Contained), first.Words[1].Suggestions[0] is var best ? (best.Code, best.Score, best.Rule) : default);

        var mapping = await Official.GetSkillMappingAsync(new GetSkillMappingRequest());
        Assert.Equal(8_500, mapping.ThresholdHundredths);
        var lowered = await Official.UpdateSkillMappingAsync(new UpdateSkillMappingRequest { Mapping = new SkillMapping(mapping) { ThresholdHundredths = 8_100 } });
        Assert.Equal(2, await fixture.ScalarAsync<long>("select count(*) from talent where skill_codes = '{plc-programming}' and skill_levels = '{4}' and unmapped_skills = '{甲乙丙丁}'"));
        await Refused.WithAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await Official.UpdateSkillMappingAsync(new UpdateSkillMappingRequest { Mapping = mapping }));
        await Refused.WithAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () =>
            await Official.UpdateSkillMappingAsync(new UpdateSkillMappingRequest { Mapping = new SkillMapping(lowered) { ThresholdHundredths = 100 } }));

        // From now on such a word is mapped as it comes in.
        await fixture.ImportTalentsAsync(fixture.Official(), null, "阈四,某学院,木作,本科,2027,MES实施员工:4；PLC编程手艺:2,,秦皇岛,9,全职,13900000069");
        Assert.Equal(["mes-implementation", "plc-programming"], await fixture.ScalarAsync<string[]>("select skill_codes from talent where name = '阈四'"));
        await Official.UpdateSkillMappingAsync(new UpdateSkillMappingRequest { Mapping = new SkillMapping(lowered) { ThresholdHundredths = 8_500 } });
    }
}
