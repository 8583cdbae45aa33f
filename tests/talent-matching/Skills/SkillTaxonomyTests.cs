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
}
