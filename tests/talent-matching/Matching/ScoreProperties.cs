using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Xunit;

namespace Platform.TalentMatching.Tests.Matching;

/// <summary>What holds for every need and every talent.</summary>
public sealed class ScoreProperties
{
    private static readonly SkillTaxonomy Taxonomy = SkillTaxonomy.Load();

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 500)]
    public void The_parts_add_up_to_the_score_and_their_maxima_to_100(NeedTerms terms, TalentProfile talent)
    {
        var scored = Score.Of(NeedProfile.Of(terms, Taxonomy), talent);
        Assert.Equal(scored.Points, scored.Parts.Sum(part => part.Points));
        Assert.InRange(scored.Points, 0, 10_000);
        Assert.All(scored.Parts, part => Assert.InRange(part.Points, 0, part.Maximum));
        Assert.Equal(10_000, scored.Parts.Sum(part => part.Maximum));
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void The_order_in_which_skills_are_named_changes_nothing(NeedTerms terms, TalentProfile talent)
    {
        var turned = terms with { Must = Reversed(terms.Must), Nice = Reversed(terms.Nice) };
        var other = talent with { Skills = Reversed(talent.Skills) };
        Assert.Equal(Score.Of(NeedProfile.Of(terms, Taxonomy), talent).Parts, Score.Of(NeedProfile.Of(turned, Taxonomy), other).Parts);
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void A_higher_level_never_lowers_the_score(NeedTerms terms, TalentProfile talent, PositiveInt which)
    {
        if (talent.Skills.Codes.Length == 0)
        {
            return;
        }

        var need = NeedProfile.Of(terms, Taxonomy);
        var levels = talent.Skills.Levels.ToArray();
        var i = which.Get % levels.Length;
        levels[i] = (short)Math.Min(5, levels[i] + 1);
        Assert.True(Score.Of(need, talent with { Skills = new SkillList(talent.Skills.Codes, levels) }).Points >= Score.Of(need, talent).Points);
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 200)]
    public void Every_score_is_explained_in_both_languages(NeedTerms terms, TalentProfile talent)
    {
        var need = NeedProfile.Of(terms, Taxonomy);
        var scored = Score.Of(need, talent);
        var explanation = new Explanation(Taxonomy);
        Assert.All([Language.Chinese, Language.English], language => Assert.NotEmpty(explanation.Of(need, scored, language)));
        Assert.All(need.Must, ask => Assert.Contains(Taxonomy.ByCode[ask.Code].NameZh, explanation.Of(need, scored, Language.Chinese), StringComparison.Ordinal));
    }

    private static SkillList Reversed(SkillList skills) => new([.. skills.Codes.Reverse()], [.. skills.Levels.Reverse()]) { Weights = [.. skills.Weights.Reverse()] };

    public static class Cases
    {
        private static readonly string[] Codes = [.. Taxonomy.All.Select(skill => skill.Code)];

        public static Arbitrary<NeedTerms> Needs() => Arb.From(
            from must in Skills(0, 4)
            from nice in Skills(0, 4)
            from education in Gen.Choose(0, 5)
            from salary in Gen.Elements(0L, 8_000_000L, 12_000_000L)
            from place in Gen.Elements("", "秦皇岛", "北京")
            from title in Gen.Elements("工程师", "五轴加工工艺师", "检验检测员", "PLC编程工程师")
            from universities in Gen.Elements<string[]>([], ["A"], ["A", "B", "C"])
            from ordered in Gen.Elements(true, false)
            from awards in Gen.Elements<string[]>([], [], ["cnc-machining"], ["welding"])
            select new NeedTerms(title, must, nice, (EducationLevel)education, salary / 2, salary, place, EmploymentKind.FullTime)
            {
                Universities = universities,
                UniversitiesInOrder = ordered,
                Awards = awards,
            });

        public static Arbitrary<TalentProfile> Talents() => Arb.From(
            from skills in Skills(0, 6)
            from education in Gen.Choose(0, 5)
            from wish in Gen.Elements(0L, 6_000_000L, 10_000_000L, 30_000_000L)
            from places in Gen.Elements<string[]>([], ["秦皇岛"], ["天津", "秦皇岛"])
            from awards in Gen.Choose(0, 2)
            from kind in Gen.Choose(0, 2)
            from college in Gen.Elements("", "A", "B", "D")
            from sequence in Gen.Choose(1, 1_000_000)
            select new TalentProfile(
                new Guid(sequence, 0, 0, new byte[8]), sequence, skills, (EducationLevel)education, places, wish, (EmploymentKind)kind, awards, ["cnc-machining"],
                TextGrams.Of([.. skills.Codes.Select(code => Taxonomy.ByCode[code].NameZh)])) { College = college });

        private static Gen<SkillList> Skills(int least, int most) =>
            from count in Gen.Choose(least, most)
            from codes in Gen.Elements(Codes).ArrayOf(count)
            from levels in Gen.Choose(1, 5).ArrayOf(count)
            from weights in Gen.Choose(0, 5).ArrayOf(count)
            select SkillList.Weighted([.. codes.Zip(levels, weights)]);
    }
}
