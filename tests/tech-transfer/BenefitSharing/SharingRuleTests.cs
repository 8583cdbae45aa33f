using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TechTransfer.BenefitSharing;
using Xunit;

namespace Platform.TechTransfer.Tests.BenefitSharing;

public sealed class SharingRuleTests
{
    private const int Floor = 5_000;

    /// <summary>Policies that keep the floor, weights that add to the whole, and net incomes from a fen to ten billion.</summary>
    private static readonly Arbitrary<Case> Cases = (
        from seed in Gen.Choose(0, int.MaxValue)
        from tiers in Gen.Choose(1, 4)
        from inventors in Gen.Choose(1, 12)
        from net in Gen.Choose(0, 3).SelectMany(size => size switch
        {
            0 => Gen.Choose(0, 200).Select(value => (long)value),
            1 => Gen.Choose(0, 1_000_000).Select(value => (long)value),
            2 => Gen.Choose(0, int.MaxValue).Select(value => (long)value),
            _ => Gen.Choose(0, int.MaxValue).Select(value => value * 465L),
        })
        select Case.Of(seed, tiers, inventors, net)).ToArbitrary();

    [Property(MaxTest = 1_000)]
    public Property Every_fen_is_shared_and_none_twice() =>
        Prop.ForAll(Cases, one => SharingRule.Of(one.Net, one.Tiers, one.Weights).Total == one.Net);

    [Property(MaxTest = 1_000)]
    public Property The_inventors_never_get_less_than_the_statutory_half() =>
        Prop.ForAll(Cases, one => SharingRule.Of(one.Net, one.Tiers, one.Weights).Inventors.Sum() * 10_000m >= one.Net * (decimal)Floor);

    [Property(MaxTest = 1_000)]
    public Property More_net_income_gives_nobody_less() => Prop.ForAll(Cases, one =>
    {
        var before = SharingRule.Of(one.Net, one.Tiers, one.Weights);
        return new[] { 1L, 7, 9_999, 123_456 }.All(more =>
        {
            var after = SharingRule.Of(one.Net + more, one.Tiers, one.Weights);
            return after.Inventors.Zip(before.Inventors).All(pair => pair.First >= pair.Second)
                && after.Department >= before.Department && after.School >= before.School && after.TransferOffice >= before.TransferOffice;
        });
    });

    [Property(MaxTest = 1_000)]
    public Property Nobody_gets_a_fen_or_more_above_the_exact_share() => Prop.ForAll(Cases, one =>
    {
        var parts = Apportionment.Of(one.Net, one.Weights);
        return parts.Sum() == one.Net && parts.Zip(one.Weights).All(pair => pair.First - (one.Net * (decimal)pair.Second / 10_000) < 1);
    });

    [Fact]
    public void Thirds_of_a_yuan_are_34_33_and_33_fen() => Assert.Equal([34, 33, 33], Apportionment.Of(100, [1, 1, 1]));

    // Hamilton's rule, applied to the whole at once, gives the third 1 of 3 units and 0 of 4.
    [Fact]
    public void No_part_shrinks_where_rounding_the_whole_at_once_would_shrink_it()
    {
        int[] weights = [6, 6, 2];
        for (var total = 0L; total < 200; total++)
        {
            var (now, next) = (Apportionment.Of(total, weights), Apportionment.Of(total + 1, weights));
            Assert.All(now.Zip(next), pair => Assert.True(pair.Second >= pair.First));
        }
    }

    [Fact]
    public void A_tier_shares_only_what_lies_above_its_bound()
    {
        Tier[] tiers = [new(0, 7_000, 1_000, 1_500, 500), new(1_000_000, 8_000, 500, 1_000, 500)];
        var shares = SharingRule.Of(1_500_000, tiers, [6_000, 4_000]);
        Assert.Equal([660_000, 440_000], shares.Inventors);
        Assert.Equal((125_000L, 200_000L, 75_000L), (shares.Department, shares.School, shares.TransferOffice));
    }

    [Fact]
    public void A_single_fen_goes_to_an_inventor() => Assert.Equal([1, 0], SharingRule.Of(1, [new Tier(0, 5_000, 2_000, 2_000, 1_000)], [5_000, 5_000]).Inventors);

    [Theory]
    [InlineData(5_000, 5_000, true)]
    [InlineData(4_999, 5_000, false)]
    [InlineData(5_000, 4_999, false)]
    public void A_policy_below_a_floor_is_refused(int share, int equity, bool accepted) =>
        Assert.Equal(accepted, PolicyRules.Refusal([new Tier(0, share, 10_000 - share, 0, 0)], equity, Floor, Floor) is null);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(500_000_000, 500_000_000, 0, 125_000_000)]
    [InlineData(800_000_000, 500_000_000, 300_000_000, 162_500_000)]
    [InlineData(-5, 0, 0, 0)]
    public void Transfer_income_is_exempt_to_five_million_and_then_halved(long income, long exempt, long halved, long relief)
    {
        var estimate = TransferTax.Of(income, 500_000_000, 2_500);
        Assert.Equal((exempt, halved, relief), (estimate.ExemptFen, estimate.HalvedFen, estimate.ReliefFen));
    }

    [Fact]
    public void A_licence_counts_from_five_years_on()
    {
        Assert.True(TransferTax.LongEnough(new(2026, 3, 1), null));
        Assert.True(TransferTax.LongEnough(new(2026, 3, 1), new(2031, 2, 28)));
        Assert.False(TransferTax.LongEnough(new(2026, 3, 1), new(2031, 2, 27)));
    }

    [Theory]
    [InlineData(100_000_001, 5_000_001)]
    [InlineData(1, 1)]
    [InlineData(-1, 0)]
    public void Own_use_awards_at_least_five_percent_of_a_years_profit(long profit, long award) => Assert.Equal(award, SharingRule.OwnUseAward(profit, 500));

    [Fact]
    public void Equity_is_split_in_millionths_and_keeps_its_floor()
    {
        var equity = SharingRule.Equity(1_501, 5_000, [3_333, 3_333, 3_334]);
        Assert.Equal(75_050, equity.Sum());
    }

    public sealed record Case(long Net, IReadOnlyList<Tier> Tiers, IReadOnlyList<int> Weights)
    {
        public static Case Of(int seed, int tiers, int inventors, long net)
        {
            var random = new Random(seed);
            return new(net, [.. Enumerable.Range(0, tiers).Select(i => NewTier(random, i * 1_234_567L * (1 + (seed % 97))))], Cut(random, 10_000, inventors, least: 1));
        }

        private static Tier NewTier(Random random, long above)
        {
            var first = random.Next(Floor, 10_001);
            var rest = Cut(random, 10_000 - first, 3, least: 0);
            return new(above, first, rest[0], rest[1], rest[2]);
        }

        private static int[] Cut(Random random, int whole, int parts, int least)
        {
            var cuts = Enumerable.Range(0, parts - 1).Select(_ => random.Next(0, whole - (least * parts) + 1)).Append(0).Append(whole - (least * parts)).Order().ToArray();
            return [.. cuts.Skip(1).Zip(cuts, (to, from) => to - from + least)];
        }
    }
}
