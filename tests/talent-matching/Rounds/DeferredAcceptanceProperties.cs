using FsCheck.Xunit;
using Platform.TalentMatching.Rounds;
using Xunit;

namespace Platform.TalentMatching.Tests.Rounds;

[Properties(Arbitrary = [typeof(Markets)], MaxTest = 500)]
public sealed class DeferredAcceptanceProperties
{
    [Property]
    public void The_checker_agrees_with_the_definition_on_every_matching(SmallMarket small)
    {
        var market = small.ToMarket();
        var stable = small.StableMatchings().Select(matching => string.Join(' ', matching)).ToHashSet(StringComparer.Ordinal);
        Assert.All(small.Matchings().Take(2000), matching => Assert.Equal(stable.Contains(string.Join(' ', matching)), StabilityCheck.Of(market, matching).IsStable));
    }

    [Property]
    public void Talents_get_the_best_that_any_stable_matching_gives_them_and_needs_proposing_the_worst(SmallMarket small)
    {
        var market = small.ToMarket();
        var (best, worst) = (DeferredAcceptance.TalentOptimal(market), DeferredAcceptance.NeedOptimal(market));
        Assert.True(StabilityCheck.Of(market, best).IsStable);
        Assert.True(StabilityCheck.Of(market, worst).IsStable);
        foreach (var matching in small.StableMatchings())
        {
            for (var talent = 0; talent < small.Wishes.Length; talent++)
            {
                Assert.InRange(Place(small, talent, matching), Place(small, talent, best), Place(small, talent, worst));
            }
        }
    }

    [Property]
    public void Who_is_matched_and_how_many_a_need_takes_is_the_same_in_every_stable_matching(SmallMarket small)
    {
        // The rural hospitals theorem (A. E. Roth, 1986).
        var best = DeferredAcceptance.TalentOptimal(small.ToMarket());
        Assert.All(small.StableMatchings(), matching =>
        {
            Assert.Equal(best.Select(need => need >= 0), matching.Select(need => need >= 0));
            Assert.Equal(best.CountBy(need => need).OrderBy(pair => pair.Key), matching.CountBy(need => need).OrderBy(pair => pair.Key));
        });
    }

    [Property]
    public void Numbering_the_talents_otherwise_changes_nobodys_need(SmallMarket small)
    {
        var reversed = new SmallMarket(
            [.. small.Wishes.Reverse()], [.. small.Orders.Select(order => order.Select(talent => small.Wishes.Length - 1 - talent).ToArray())], small.Seats);
        Assert.Equal(DeferredAcceptance.TalentOptimal(small.ToMarket()).Reverse(), DeferredAcceptance.TalentOptimal(reversed.ToMarket()));
    }

    [Property]
    public void A_talent_who_climbs_at_a_need_gets_nothing_worse(SmallMarket small)
    {
        var before = DeferredAcceptance.TalentOptimal(small.ToMarket());
        for (var need = 0; need < small.Orders.Length; need++)
        {
            for (var at = 1; at < small.Orders[need].Length; at++)
            {
                var orders = Array.ConvertAll(small.Orders, order => (int[])order.Clone());
                (orders[need][at - 1], orders[need][at]) = (orders[need][at], orders[need][at - 1]);
                var climber = orders[need][at - 1];
                var after = DeferredAcceptance.TalentOptimal((small with { Orders = orders }).ToMarket());
                Assert.True(Place(small, climber, after) <= Place(small, climber, before));
            }
        }
    }

    [Fact]
    public void A_matching_that_is_none_is_told_and_blocking_pairs_are_named()
    {
        var market = new SmallMarket([[0, 1], [0]], [[0, 1], [0, 1]], [1, 1]).ToMarket();
        Assert.Equal(new BlockingPair(0, 0), Assert.Single(StabilityCheck.Of(market, [1, 0]).First));
        Assert.Equal("Need 0 is given 2 talents for 1 seats.", StabilityCheck.Of(market, [0, 0]).Fault);
        Assert.NotEmpty(StabilityCheck.Of(market, [0, 1]).Fault);
        Assert.NotEmpty(StabilityCheck.Of(market, [0]).Fault);
        Assert.Throws<ArgumentException>(() => Market.Of([0, 2], [0, 0], [0, 1], [1]));
        Assert.Throws<ArgumentException>(() => Market.Of([0, 1, 2], [0, 0], [3, 3], [1]));
    }

    private static int Place(SmallMarket small, int talent, int[] matching) =>
        matching[talent] < 0 ? small.Wishes[talent].Length : Array.IndexOf(small.Wishes[talent], matching[talent]);
}
