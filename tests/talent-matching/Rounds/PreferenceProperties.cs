using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TalentMatching.Rounds;
using Xunit;

namespace Platform.TalentMatching.Tests.Rounds;

/// <summary>What a tier and a named order do to the lists, and what that does to the matching.</summary>
[Properties(Arbitrary = [typeof(Parties)], MaxTest = 300)]
public sealed class PreferenceProperties
{
    [Property]
    public void What_a_party_named_stands_first_in_its_order_and_the_struck_nowhere(RoundParties parties)
    {
        var market = parties.ToMarket();
        for (var talent = 0; talent < parties.Talents.Length; talent++)
        {
            var list = market.Need[market.Start[talent]..market.Start[talent + 1]];
            var named = parties.Talents[talent].Named.Where(need => !parties.Needs[need].Struck.Contains(talent)).ToList();
            Assert.Equal(named, list.Take(named.Count));
            Assert.DoesNotContain(list, need => parties.Talents[talent].Struck.Contains(need) || parties.Needs[need].Struck.Contains(talent));
            var rest = list.Skip(named.Count).Select(need => parties.Tiers[need]).ToList();
            Assert.Equal(rest.Order(), rest);
        }
    }

    [Property]
    public void The_result_is_stable_by_these_orders(RoundParties parties)
    {
        var market = parties.ToMarket();
        Assert.True(StabilityCheck.Of(market, DeferredAcceptance.TalentOptimal(market)).IsStable);
        Assert.True(StabilityCheck.Of(market, DeferredAcceptance.NeedOptimal(market)).IsStable);
    }

    [Property]
    public void A_need_moved_to_the_better_tier_never_fills_fewer_seats(RoundParties parties)
    {
        // Not that it gets better talents: no stable mechanism promises that to the side that is proposed to (J. W. Hatfield,
        // F. Kojima and Y. Narita, “Improving schools through school choice”, Journal of Economic Theory 166, 2016).
        for (var need = 0; need < parties.Needs.Length; need++)
        {
            Assert.True(Filled(parties with { Tiers = WithTier(parties, need, 1) }, need) >= Filled(parties with { Tiers = WithTier(parties, need, 2) }, need));
        }
    }

    [Property]
    public void A_need_of_one_seat_that_proposes_gets_nobody_worse_in_the_better_tier(RoundParties parties)
    {
        // Respect for improvements of the proposing side (M. Balinski and T. Sönmez, Journal of Economic Theory 84, 1999).
        var single = parties with { Seats = [.. parties.Seats.Select(seats => Math.Min(seats, 1))] };
        for (var need = 0; need < single.Needs.Length; need++)
        {
            Assert.True(RankHeld(single with { Tiers = WithTier(single, need, 1) }, need) <= RankHeld(single with { Tiers = WithTier(single, need, 2) }, need));
        }
    }

    [Property]
    public void Numbering_the_parties_otherwise_changes_nobodys_match(RoundParties parties)
    {
        var (before, after) = (DeferredAcceptance.TalentOptimal(parties.ToMarket()), DeferredAcceptance.TalentOptimal(parties.Reversed().ToMarket()));
        Assert.Equal(before, after.Reverse().Select(need => need < 0 ? need : parties.Needs.Length - 1 - need));
    }

    private static int[] WithTier(RoundParties parties, int need, int tier) => [.. parties.Tiers.Select((old, i) => i == need ? tier : old)];

    private static int Filled(RoundParties parties, int need) => DeferredAcceptance.TalentOptimal(parties.ToMarket()).Count(held => held == need);

    private static int RankHeld(RoundParties parties, int need)
    {
        var market = parties.ToMarket();
        var talent = Array.IndexOf(DeferredAcceptance.NeedOptimal(market), need);
        return talent < 0 ? int.MaxValue : market.Rank[Array.IndexOf(market.Need, need, market.Start[talent])];
    }
}

/// <summary>A small round as its parties told it.</summary>
public sealed record RoundParties(Choices[] Talents, Choices[] Needs, int[] Tiers, int[] Seats, PairScore[] Scores)
{
    public Market ToMarket() => Preferences.Build(Talents, Needs, Tiers, [.. Seats], Scores);

    /// <summary>The same with all numbered from the other end.</summary>
    public RoundParties Reversed() => new(
        [.. Talents.Reverse().Select(talent => Other(talent, Needs.Length))],
        [.. Needs.Reverse().Select(need => Other(need, Talents.Length))],
        [.. Tiers.Reverse()],
        [.. Seats.Reverse()],
        [.. Scores.Select(score => score with { Talent = Talents.Length - 1 - score.Talent, Need = Needs.Length - 1 - score.Need })]);

    private static Choices Other(Choices choices, int count) =>
        choices with { Named = [.. choices.Named.Select(i => count - 1 - i)], Struck = [.. choices.Struck.Select(i => count - 1 - i)] };
}

/// <summary>Up to six talents and four needs, scores of few values so that ties occur.</summary>
public static class Parties
{
    public static Arbitrary<RoundParties> Small() => (
        from talents in Gen.Choose(1, 6)
        from needs in Gen.Choose(1, 4)
        from talentChoices in Gen.CollectToArray(Enumerable.Range(0, talents), i => Choices(i, needs))
        from needChoices in Gen.CollectToArray(Enumerable.Range(0, needs), i => Choices(i, talents))
        from tiers in Gen.ArrayOf(Gen.Choose(1, 2), needs)
        from seats in Gen.ArrayOf(Gen.Choose(0, 3), needs)
        from scores in Gen.CollectToArray(
            Enumerable.Range(0, talents * needs),
            i => from points in Gen.Choose(0, 3) from must in Gen.Choose(0, 1) from fits in Gen.Elements(true, true, false) select new PairScore(i / needs, i % needs, points, must, fits))
        select new RoundParties(talentChoices, needChoices, tiers, seats, scores)).ToArbitrary();

    private static Gen<Choices> Choices(int order, int others) =>
        from shuffled in Gen.Shuffle(Enumerable.Range(0, others).ToArray())
        from named in Gen.Choose(0, others)
        from struck in Gen.Choose(0, Math.Min(1, others - named))
        select new Choices(order, [.. shuffled.Take(named)], [.. shuffled.Skip(named).Take(struck)]);
}
