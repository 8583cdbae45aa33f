using System.Reflection;
using System.Text.RegularExpressions;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Xunit;

namespace Platform.TalentMatching.Tests.Matching;

/// <summary>Gender, age and ethnicity are not known to the matching.</summary>
public sealed partial class FairnessTests(TalentFixture fixture) : IClassFixture<TalentFixture>
{
    private static readonly HashSet<string> Traits = new(["gender", "sex", "age", "birth", "birthday", "ethnicity", "ethnic", "nation", "nationality", "marital"], StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void No_type_that_a_score_reads_has_a_field_for_them()
    {
        Type[] read = [typeof(TalentProfile), typeof(NeedTerms), typeof(NeedProfile), typeof(SkillAsk), typeof(Part), typeof(ScoreWeights), typeof(Platform.Talent.V1.Talent), typeof(TalentNeed)];
        var members = read.SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)).Select(member => member.Name);
        Assert.DoesNotContain(members, IsProtected);
        Assert.True(IsProtected("BirthDate"));
    }

    [Fact]
    public async Task No_column_of_talents_or_needs_holds_them()
    {
        const string sql = "select string_agg(column_name, ' ') from information_schema.columns where table_name in ('talent', 'talent_need', 'shortlist_entry')";
        Assert.False(IsProtected(await fixture.ScalarAsync<string>(sql) ?? ""));
    }

    [Fact]
    public async Task Columns_of_a_file_that_tell_them_change_nothing()
    {
        var plain = $"甲{Guid.CreateVersion7():N}";
        var telling = $"乙{Guid.CreateVersion7():N}";
        await fixture.ImportTalentsAsync(fixture.Official(), null, $"{plain},某学院,焊接,本科,2027,焊接技术:4,,秦皇岛,9,全职,13900000021");
        var report = await TalentFixture.ImportAsync(fixture.Talents(fixture.Official()).ImportTalents(), null,
        [
            TalentFixture.TalentHeader + ",性别,年龄,民族,出生日期",
            $"{telling},某学院,焊接,本科,2027,焊接技术:4,,秦皇岛,9,全职,13900000022,女,45,满族,1981-01-01",
        ]);
        Assert.Equal(1, report.RowsImported);
        Assert.Equal(["性别", "年龄", "民族", "出生日期"], report.UnknownColumns);

        const string firm = "91130302MAYQ122730";
        var need = await fixture.Needs(fixture.Enterprise(firm)).CreateTalentNeedAsync(TalentFixture.Need("焊接技师", "welding"));
        var entries = (await fixture.Shortlists(fixture.Enterprise(firm)).GetShortlistAsync(new GetShortlistRequest { NeedId = need.NeedId })).Entries;
        var best = entries.Take(2).ToList();
        Assert.Equal(best[0].Score, best[1].Score);
        Assert.Equal(best[0].Parts, best[1].Parts);
        const string rows = "select count(distinct to_jsonb(t) - 'talent_id' - 'seq' - 'name' - 'name_folded' - 'phone' - 'created_at') from talent t where name = any(@names)";
        Assert.Equal(1, await fixture.ScalarAsync<long>(rows, new { names = new[] { plain, telling } }));
    }

    /// <summary>By words, so that language and explanation are none.</summary>
    private static bool IsProtected(string name) => Words().Matches(name).Any(word => Traits.Contains(word.Value));

    [GeneratedRegex("[A-Z]?[a-z]+|[\\u4e00-\\u9fff]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
