using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Xunit;

namespace Platform.TalentMatching.Tests.Matching;

public sealed class ScoreTests
{
    private static readonly SkillTaxonomy Taxonomy = SkillTaxonomy.Load();
    private static readonly NeedTerms Need = new(
        "数控加工技师", SkillList.Of([("cnc-machining", 3)]), SkillList.Empty, EducationLevel.College, 7_000_000, 10_000_000, "秦皇岛", EmploymentKind.FullTime);

    [Fact]
    public void The_weights_are_a_hundred() => Assert.Equal(
        100,
        ScoreWeights.MustSkills + ScoreWeights.NiceSkills + ScoreWeights.Education + ScoreWeights.Place + ScoreWeights.Salary + ScoreWeights.Award + ScoreWeights.Text);

    [Fact]
    public void A_narrower_skill_counts_more_than_a_related_one_and_less_than_the_skill_itself()
    {
        var itself = MustPoints(("cnc-machining", 3));
        var narrower = MustPoints(("five-axis-machining", 3));
        var related = MustPoints(("precision-measurement", 3));
        Assert.True(itself > narrower && narrower > related && related > 0, $"{itself} > {narrower} > {related} > 0");
        Assert.Equal(0, MustPoints(("gmp-management", 5)));
    }

    [Fact]
    public void A_title_without_a_known_skill_still_finds_talents_by_text()
    {
        var need = NeedProfile.Of(Need with { Title = "晶圆键合工艺员", Must = SkillList.Empty }, Taxonomy);
        var scored = Score.Of(need, Talent() with { Grams = TextGrams.Of("微电子", "晶圆键合") });
        Assert.True(scored.Fits);
        Assert.True(scored.Points > 5_000);
        Assert.False(Score.Of(need, Talent(("gmp-management", 5))).Fits);
    }

    [Fact]
    public void Who_seeks_another_kind_of_work_is_no_candidate()
    {
        var ranking = new Ranking(NeedProfile.Of(Need, Taxonomy));
        Assert.False(ranking.Consider(Talent(("cnc-machining", 5)) with { Employment = EmploymentKind.Internship }));
        Assert.True(ranking.Consider(Talent(("cnc-machining", 5)) with { Employment = EmploymentKind.Unspecified }));
    }

    private static int MustPoints(params (string, int)[] skills) => Score.Of(NeedProfile.Of(Need, Taxonomy), Talent(skills)).MustPoints;

    private static TalentProfile Talent(params (string, int)[] skills) => new(
        Guid.Empty, 1, SkillList.Of(skills), EducationLevel.College, ["秦皇岛"], 8_000_000, EmploymentKind.FullTime, 0, [],
        TextGrams.Of([.. skills.Select(skill => Taxonomy.ByCode[skill.Item1].NameZh)]));
}
