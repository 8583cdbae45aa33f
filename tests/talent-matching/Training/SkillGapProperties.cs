using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TalentMatching.Skills;
using Platform.TalentMatching.Training;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

public sealed class SkillGapProperties
{
    private static readonly string[] Codes = ["cnc-machining", "plc-programming", "scada", "welding"];

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void Another_talent_never_raises_a_gap(AskedNeed[] needs, Supply supply, PositiveInt which, PositiveInt level)
    {
        var before = SkillGaps.Of(needs, supply.Counts);
        var key = (Codes[which.Get % Codes.Length], (short)(1 + (level.Get % 5)));
        var more = new Dictionary<(string, short), long>(supply.Counts) { [key] = supply.Counts.GetValueOrDefault(key) + 1 };
        var after = SkillGaps.Of(needs, more).ToDictionary(row => (row.Skill, row.Level));
        Assert.Equal(before.Count, after.Count);
        Assert.All(before, row => Assert.True(after[(row.Skill, row.Level)].Gap <= row.Gap));
        Assert.All(before.Where(row => row.Skill == key.Item1 && row.Level <= key.Item2), row => Assert.Equal(row.Gap - 100, after[(row.Skill, row.Level)].Gap));
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void Another_need_never_lowers_a_gap_and_the_order_of_needs_changes_nothing(AskedNeed[] needs, AskedNeed more, Supply supply)
    {
        var before = SkillGaps.Of(needs, supply.Counts);
        var after = SkillGaps.Of([.. needs, more], supply.Counts).ToDictionary(row => (row.Skill, row.Level));
        Assert.All(before, row => Assert.True(after[(row.Skill, row.Level)].Gap >= row.Gap));
        Assert.Equal(before, SkillGaps.Of([.. needs.Reverse()], supply.Counts));
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void Demand_by_level_adds_up_to_the_seats_that_ask(AskedNeed[] needs, Supply supply)
    {
        var rows = SkillGaps.Of(needs, supply.Counts);
        foreach (var code in Codes)
        {
            var asked = needs.Sum(need => (long)need.Seats * need.WeightOf(code));
            Assert.Equal(asked, rows.Where(row => row.Skill == code).Sum(row => row.Demand));
        }

        Assert.Equal(rows.OrderByDescending(row => row.Gap).Select(row => row.Gap), rows.Select(row => row.Gap));
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void Programmes_teach_only_what_is_short_each_skill_once_and_the_largest_gap_first(AskedNeed[] needs, Supply supply)
    {
        var gaps = SkillGaps.Of(needs, supply.Counts);
        var programmes = ProposedProgrammes.Of(needs, gaps, 12);
        var skills = programmes.SelectMany(programme => programme.Skills).ToList();
        Assert.All(skills, row => Assert.True(row.Gap > 0));
        Assert.Equal(skills.Count, skills.Select(row => row.Skill).Distinct().Count());
        Assert.Equal(gaps.Where(row => row.Gap > 0).Select(row => row.Skill).ToHashSet(), skills.Select(row => row.Skill).ToHashSet());
        Assert.All(programmes, programme => Assert.InRange(programme.Seats, 1, 60));
        Assert.All(programmes, programme => Assert.NotEmpty(programme.Firms));
        Assert.All(programmes, programme => Assert.All(programme.Skills.Skip(1), partner =>
            Assert.Contains(needs, need => need.WeightOf(programme.Skills[0].Skill) > 0 && need.WeightOf(partner.Skill) > 0)));
    }

    [Fact]
    public void Skills_that_the_same_needs_ask_for_go_together_and_others_do_not()
    {
        AskedNeed[] needs =
        [
            new("F1", 10, new SkillList(["plc-programming", "scada"], [4, 3]), SkillList.Empty),
            new("F2", 2, new SkillList(["plc-programming"], [4]), SkillList.Empty),
            new("F3", 5, new SkillList(["welding"], [3]), SkillList.Empty),
        ];
        var programmes = ProposedProgrammes.Of(needs, SkillGaps.Of(needs, new Dictionary<(string, short), long>()), 12);
        Assert.Equal(2, programmes.Count);
        Assert.Equal([("plc-programming", 4), ("scada", 3)], programmes[0].Skills.Select(row => (row.Skill, (int)row.Level)));
        Assert.Equal(12, programmes[0].Seats);
        Assert.Equal([("F1", 10), ("F2", 2)], programmes[0].Firms);
        Assert.Equal("welding", programmes[1].Skills.Single().Skill);
    }

    /// <summary>Available talents by skill and level.</summary>
    public sealed record Supply(Dictionary<(string Skill, short Level), long> Counts);

    public static class Cases
    {
        public static Arbitrary<AskedNeed> Needs() => Arb.From(
            from firm in Gen.Elements("A", "B", "C")
            from seats in Gen.Choose(1, 30)
            from must in Skills(1, 3)
            from nice in Skills(0, 2)
            select new AskedNeed(firm, seats, must, nice));

        public static Arbitrary<Supply> Supplies() => Arb.From(
            from counts in Gen.Choose(0, 20).ArrayOf(Codes.Length * 5)
            select new Supply(counts.Index().ToDictionary(one => (Codes[one.Index / 5], (short)(1 + (one.Index % 5))), one => (long)one.Item)));

        private static Gen<SkillList> Skills(int least, int most) =>
            from count in Gen.Choose(least, most)
            from codes in Gen.Elements(Codes).ArrayOf(count)
            from levels in Gen.Choose(1, 5).ArrayOf(count)
            select SkillList.Of(codes.Zip(levels));
    }
}
