using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.Talent.V1;
using Platform.TalentMatching.Engine;
using Platform.TalentMatching.Matching;
using Platform.TalentMatching.Skills;
using Xunit;

namespace Platform.TalentMatching.Tests.Matching;

/// <summary>The index finds what scoring everybody finds, in the same order.</summary>
public sealed class EngineProperties
{
    private static readonly SkillTaxonomy Taxonomy = SkillTaxonomy.Load();

    [Property(Arbitrary = [typeof(ScoreProperties.Cases)], MaxTest = 300)]
    public void The_top_of_a_need_is_that_of_scoring_everybody(NeedTerms terms, TalentProfile[] first, TalentProfile[] second, PositiveInt k)
    {
        var talents = Numbered(first.Concat(second));
        AssertTop(terms, talents, Built(talents), 1 + (k.Get % 12), TalentFilter.None);
    }

    [Property(Arbitrary = [typeof(ScoreProperties.Cases)], MaxTest = 100)]
    public void It_stays_so_after_changes(NeedTerms terms, TalentProfile[] first, TalentProfile[] second, PositiveInt k)
    {
        var before = Numbered(first.Concat(second));
        var index = Built(before);
        var after = before.Where((_, i) => i % 3 != 0).Select((talent, i) => i % 2 == 0 ? talent : talent with { Skills = before[i].Skills, Education = before[i].Education, Places = before[i].Places }).ToArray();
        foreach (var gone in before.Where((_, i) => i % 3 == 0))
        {
            index.Remove(gone.TalentId);
        }

        foreach (var changed in after.Where((_, i) => i % 2 == 1))
        {
            index.Put(changed, IsPlaced(changed));
        }

        Assert.Equal(after.Length, index.Count);
        AssertTop(terms, after, index, 1 + (k.Get % 12), TalentFilter.None);
    }

    [Property(Arbitrary = [typeof(ScoreProperties.Cases)], MaxTest = 100)]
    public void Filters_take_from_the_whole_and_not_from_the_top(NeedTerms terms, TalentProfile[] first, TalentProfile[] second, PositiveInt which)
    {
        TalentFilter[] filters =
        [
            new(Place: "秦皇岛"), new(Employment: EmploymentKind.FullTime), new(College: "A"), new(MinimumEducation: EducationLevel.Bachelor), new(PlacedToo: true),
        ];
        var talents = Numbered(first.Concat(second));
        AssertTop(terms, talents, Built(talents), 5, filters[which.Get % filters.Length]);
    }

    /// <summary>More than a block, few distinct talents: ties everywhere, decided by the order of creation.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Across_blocks_with_many_ties_the_order_is_the_same(int seed)
    {
        var some = Gen.Sample(ScoreProperties.Cases.Talents().Generator, 40, 40).ToArray();
        var random = new Random(seed);
        var talents = Numbered(Enumerable.Range(0, 30_000).Select(_ => some[random.Next(some.Length)]));
        var index = Built(talents);
        foreach (var terms in Gen.Sample(ScoreProperties.Cases.Needs().Generator, 20, 15))
        {
            AssertTop(terms, talents, index, 100, TalentFilter.None);
        }
    }

    [Property(Arbitrary = [typeof(ScoreProperties.Cases)], MaxTest = 200)]
    public void The_top_of_a_talent_is_that_of_scoring_every_need_and_the_score_the_same_from_both_sides(TalentProfile talent, NeedTerms[] needs, PositiveInt k)
    {
        var index = new NeedIndex();
        var indexed = needs.Select((terms, i) => new IndexedNeed(new Guid(i + 1, 0, 0, new byte[8]), i, "", false, NeedProfile.Of(terms, Taxonomy))).ToList();
        indexed.ForEach(index.Put);
        var found = index.Top(talent, 1 + (k.Get % 5), _ => true);
        var expected = indexed
            .Where(need => Score.MayWork(need.Profile.Terms.Employment, talent.Employment))
            .Select(need => (need, scored: Score.Of(need.Profile, talent)))
            .Where(one => one.scored.Fits)
            .OrderByDescending(one => one.scored.Points).ThenByDescending(one => one.scored.MustPoints).ThenBy(one => one.need.Sequence)
            .Take(1 + (k.Get % 5));
        Assert.Equal(expected.Select(one => (one.need.NeedId, one.scored.Points)), found.Select(one => (one.Need.NeedId, one.Hit.Points)));
        var alone = Built([talent]);
        Assert.All(found, one => Assert.Equal(one.Hit.Points, Assert.Single(new TopTalents().Of(one.Need.Profile, alone, 1, new TalentFilter(PlacedToo: true))).Points));
    }

    private static void AssertTop(NeedTerms terms, IReadOnlyList<TalentProfile> talents, TalentIndex index, int k, TalentFilter filter)
    {
        var need = NeedProfile.Of(terms, Taxonomy);
        var expected = talents
            .Where(talent => Score.MayWork(terms.Employment, talent.Employment)
                && filter.Takes(talent.Places, talent.Employment, talent.College, talent.Education, placed: IsPlaced(talent)))
            .Select(talent => Score.Of(need, talent))
            .Where(scored => scored.Fits)
            .Order()
            .Take(k);
        var found = new TopTalents().Of(need, index, k, filter);
        Assert.Equal(
            expected.Select(scored => (scored.Talent.TalentId, scored.Points, scored.MustPoints)),
            found.Select(hit => (index.Columns.Ids[hit.Slot], hit.Points, hit.MustPoints)));
    }

    private static TalentIndex Built(IEnumerable<TalentProfile> talents)
    {
        var builder = new TalentIndexBuilder();
        foreach (var talent in talents)
        {
            builder.Add(talent, IsPlaced(talent));
        }

        return builder.Build();
    }

    private static bool IsPlaced(TalentProfile talent) => talent.Sequence % 50 == 17;

    private static TalentProfile[] Numbered(IEnumerable<TalentProfile> talents) =>
        [.. talents.Select((talent, i) => talent with { TalentId = new Guid(i + 1, 0, 0, new byte[8]), Sequence = i })];
}
