using Platform.Chassis.Catalogues;
using Platform.TalentMatching.Skills;
using Xunit;

namespace Platform.TalentMatching.Tests.Skills;

public sealed class SkillTaxonomyTests
{
    private static readonly SkillTaxonomy Taxonomy = SkillTaxonomy.Load();

    [Theory]
    [InlineData("plc-programming", "plc-programming")]
    [InlineData("PLC编程", "plc-programming")]
    [InlineData("ＰＬＣ 编程", "plc-programming")]
    [InlineData("Programmable Logic Controller", "plc-programming")]
    [InlineData("三坐标测量", "precision-measurement")]
    [InlineData("OPCUA", "opc-ua")]
    [InlineData("电动独轮车骑行", null)]
    public void A_word_is_found_by_code_name_or_synonym_in_any_width(string word, string? code) => Assert.Equal(code, Taxonomy.Find(word)?.Code);

    [Theory]
    [InlineData("五轴加工工艺师", "five-axis-machining")]
    [InlineData("机器人系统集成工程师", "robot-integration")]
    [InlineData("HTML页面工程师", "")]
    [InlineData("ＰＬＣ编程与机器视觉工程师", "plc-programming machine-vision")]
    [InlineData("行政助理", "")]
    public void A_title_tells_its_skills_with_the_longest_writing_winning(string title, string codes) =>
        Assert.Equal(codes, string.Join(' ', Taxonomy.Recognise(title)));

    [Fact]
    public void Every_skill_is_recognised_by_each_of_its_own_names() => Assert.All(Taxonomy.All, skill =>
    {
        Assert.Equal([skill.Code], Taxonomy.Recognise(skill.NameZh));
        Assert.Equal(skill.Code, Taxonomy.Find(skill.NameEn)!.Code);
    });

    [Fact]
    public void The_shipped_taxonomy_is_wide_and_sound()
    {
        Assert.InRange(Taxonomy.All.Count, 150, 1_000);
        Assert.All(Taxonomy.All, skill => Assert.Null(SkillRules.CyclePath(skill, Taxonomy)));
        var writings = Taxonomy.All.SelectMany(skill => skill.Writings.Select(Words.Fold).Distinct().Select(writing => (writing, skill.Code))).ToLookup(one => one.writing, one => one.Code);
        Assert.All(writings, writing => Assert.Single(writing));
        // Each stands somewhere: below another, or above some.
        Assert.All(Taxonomy.All, skill => Assert.True(skill.Broader.Count > 0 || Taxonomy.NarrowerOf(skill.Code).Any(), skill.Code));
        Assert.Contains(Taxonomy.All, skill => skill.Broader.Count > 1);
    }

    [Theory]
    [InlineData("机电工程师", "")]
    [InlineData("控制系统工程师", "")]
    [InlineData("工业网络工程师", "industrial-network")]
    [InlineData("自动化测试工程师", "software-testing")]
    [InlineData("生物信号处理算法工程师", "biosignal-processing")]
    public void A_wide_taxonomy_takes_no_words_that_mean_something_else(string title, string codes) =>
        Assert.Equal(codes, string.Join(' ', Taxonomy.Recognise(title)));

    [Fact]
    public void A_related_skill_counts_both_ways_a_narrower_one_more_and_a_merged_one_as_its_heir()
    {
        SkillEntry[] entries =
        [
            new("a", "甲", "", [], [], []),
            new("b", "乙", "", [], ["a"], ["c"]),
            new("c", "丙", "", [], [], []),
            new("d", "丁", "", [], [], []) { State = Talent.V1.SkillState.Merged, MergedInto = "b" },
        ];
        var taxonomy = new SkillTaxonomy(entries);
        Assert.Equal([("a", 10_000), ("b", SkillRoutes.Narrower), ("d", SkillRoutes.Narrower)], Routes("a"));
        Assert.Equal([("a", SkillRoutes.Broader), ("b", 10_000), ("c", SkillRoutes.Related), ("d", 10_000)], Routes("b"));
        Assert.Equal([("b", SkillRoutes.Related), ("c", 10_000), ("d", SkillRoutes.Related)], Routes("c"));
        Assert.Equal(Routes("b"), Routes("d"));

        IEnumerable<(string, int)> Routes(string code) => taxonomy.RoutesTo(code).Select(route => (route.Key, route.Value)).OrderBy(route => route.Key, StringComparer.Ordinal);
    }
}
