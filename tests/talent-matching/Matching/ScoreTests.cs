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
        Assert.False(Score.MayWork(Need.Employment, EmploymentKind.Internship));
        Assert.True(Score.MayWork(Need.Employment, EmploymentKind.Unspecified));
        Assert.True(Score.MayWork(EmploymentKind.Unspecified, EmploymentKind.Internship));
    }

    [Fact]
    public void Points_are_shared_by_the_weights_of_the_skills()
    {
        var need = NeedProfile.Of(Need with { Must = SkillList.Weighted([("welding", 3, 1), ("cnc-machining", 3, 5)]) }, Taxonomy);
        Assert.Equal(["cnc-machining", "welding"], need.Must.Select(ask => ask.Code));
        Assert.Equal(6_400, need.Must.Sum(ask => ask.Maximum));
        Assert.Equal(5_334, need.Must[0].Maximum);
        var alike = NeedProfile.Of(Need with { Must = SkillList.Weighted([("welding", 3, 2), ("cnc-machining", 3, 2)]) }, Taxonomy);
        Assert.Equal([3_200, 3_200], alike.Must.Select(ask => ask.Maximum));
    }

    [Theory]
    [InlineData(false, "A", 600)]
    [InlineData(false, "C", 600)]
    [InlineData(true, "A", 600)]
    [InlineData(true, "B", 450)]
    [InlineData(true, "C", 300)]
    [InlineData(true, "D", 0)]
    [InlineData(true, "", 0)]
    public void A_preferred_university_counts_by_its_place_in_the_order(bool ordered, string college, int points)
    {
        var need = NeedProfile.Of(Need with { Universities = ["A", "B", "C"], UniversitiesInOrder = ordered }, Taxonomy);
        var part = Score.Of(need, Talent(("cnc-machining", 3)) with { College = college }).Parts.Single(part => part.Kind == "university");
        Assert.Equal((points, 600), (part.Points, part.Maximum));
    }

    [Fact]
    public void A_preferred_award_counts_more_than_another()
    {
        var need = NeedProfile.Of(Need with { Awards = ["welding"] }, Taxonomy);
        int Points(params string[] skills) => Score.Of(need, Talent(("cnc-machining", 3)) with { AwardCount = 1, AwardSkills = skills }).Parts.Single(part => part.Kind == "award").Points;
        Assert.Equal((800, 320), (Points("welding"), Points("cnc-machining")));
    }

    private static int MustPoints(params (string, int)[] skills) => Score.Of(NeedProfile.Of(Need, Taxonomy), Talent(skills)).MustPoints;

    private static TalentProfile Talent(params (string, int)[] skills) => new(
        Guid.Empty, 1, SkillList.Of(skills), EducationLevel.College, ["秦皇岛"], 8_000_000, EmploymentKind.FullTime, 0, [],
        TextGrams.Of([.. skills.Select(skill => Taxonomy.ByCode[skill.Item1].NameZh)]));
}
