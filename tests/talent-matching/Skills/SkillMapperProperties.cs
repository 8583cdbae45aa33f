using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TalentMatching.Skills;
using Xunit;

namespace Platform.TalentMatching.Tests.Skills;

/// <summary>What holds of the score of a word, whatever the word.</summary>
[Properties(Arbitrary = [typeof(Cases)], MaxTest = 300)]
public sealed class SkillMapperProperties
{
    private static readonly SkillTaxonomy Taxonomy = SkillTaxonomy.Load();
    private static readonly SkillMapper Mapper = new(Taxonomy.Active);
    private static readonly SkillMapper Reversed = new(Taxonomy.Active.Reverse());

    [Property]
    public void The_order_of_the_skills_changes_nothing(Word word) => Assert.Equal(Mapper.Suggest(word.Text, 10), Reversed.Suggest(word.Text, 10));

    [Property]
    public void Scores_are_whole_hundredths_within_bounds_best_first_one_a_skill(Word word)
    {
        var found = Mapper.Suggest(word.Text, 10);
        Assert.All(found, one => Assert.InRange(one.Score, SkillMapper.Least, SkillMapper.Whole));
        Assert.Equal(found.OrderByDescending(one => one.Score).ThenBy(one => one.Code, StringComparer.Ordinal), found);
        Assert.Equal(found.Count, found.DistinctBy(one => one.Code).Count());
        Assert.All(found, one => Assert.InRange(one.Score, 0, one.Rule switch
        {
            MappingRule.Contained => SkillMapper.ContainedLeast + SkillMapper.ContainedSpan,
            MappingRule.Similar => SkillMapper.SimilarMost,
            _ => SkillMapper.Whole,
        }));
    }

    [Property]
    public void Every_writing_of_a_skill_scores_at_least_95_and_is_mapped(Writing writing)
    {
        var suggestion = Mapper.Suggest(writing.Text, 50).Single(one => one.Code == writing.Code);
        Assert.InRange(suggestion.Score, SkillMapper.FoldedAlike, SkillMapper.Whole);
        Assert.NotNull(Taxonomy.Map(writing.Text));
    }

    [Property]
    public void Width_and_case_matter_little(Writing writing)
    {
        var wide = new string([.. writing.Text.ToUpperInvariant().Select(letter => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter)]);
        Assert.InRange(Mapper.Suggest(wide, 50).Single(one => one.Code == writing.Code).Score, SkillMapper.FoldedAlike, SkillMapper.Whole);
    }

    [Property]
    public void A_higher_threshold_maps_no_more(Word word)
    {
        var strict = new SkillTaxonomy(Taxonomy.All) { MappingThreshold = 9_000 };
        Assert.True(strict.Map(word.Text) is null || strict.Map(word.Text)!.Code == Taxonomy.Map(word.Text)?.Code);
    }

    [Theory]
    [InlineData("plc-programming", 10_000, MappingRule.Code)]
    [InlineData("PLC编程", 9_900, MappingRule.Name)]
    [InlineData("可编程控制器", 9_700, MappingRule.Synonym)]
    [InlineData("ＰＬＣ 编程", 9_500, MappingRule.Folded)]
    [InlineData("PLC编程员", 8_500, MappingRule.Contained)]
    public void A_word_scores_by_its_surest_rule(string word, int score, MappingRule rule)
    {
        var best = Mapper.Suggest(word, 1).Single();
        Assert.Equal(("plc-programming", score, rule), (best.Code, best.Score, best.Rule));
    }

    [Theory]
    [InlineData("HTML", "machine-learning")]
    [InlineData("电动独轮车骑行", "equipment-maintenance")]
    public void A_word_that_only_holds_the_letters_of_a_skill_is_not_mapped(string word, string not) => Assert.NotEqual(not, Taxonomy.Map(word)?.Code);

    public sealed record Word(string Text);

    public sealed record Writing(string Code, string Text);

    public static class Cases
    {
        private static readonly Writing[] All = [.. Taxonomy.Active.SelectMany(skill => skill.Writings.Select(text => new Writing(skill.Code, text)))];

        public static Arbitrary<Writing> Writings() => Arb.From(Gen.Elements(All));

        public static Arbitrary<Word> Free() => Arb.From(
            from writing in Gen.Elements(All)
            from prefix in Gen.Elements("", "高级", "x", "智能 ", "ＡＢ")
            from suffix in Gen.Elements("", "员", "技术", " system", "Ⅱ")
            from cut in Gen.Choose(0, 3)
            select new Word(prefix + writing.Text[..Math.Max(1, writing.Text.Length - cut)] + suffix));
    }
}
