using FsCheck;
using FsCheck.Fluent;
using Platform.TalentMatching.Rounds;

namespace Platform.TalentMatching.Tests.Rounds;

/// <summary>A small market in lists, as a person would write it down.</summary>
/// <param name="Wishes">For each talent the needs it accepts, most wished first.</param>
/// <param name="Orders">For each need all talents, best first.</param>
/// <param name="Seats">For each need.</param>
public sealed record SmallMarket(int[][] Wishes, int[][] Orders, int[] Seats)
{
    public Market ToMarket() => Market.Of(
        [.. Wishes.Aggregate((IEnumerable<int>)[0], (starts, wishes) => starts.Append(starts.Last() + wishes.Length))],
        [.. Wishes.SelectMany(wishes => wishes)],
        [.. Wishes.SelectMany((wishes, talent) => wishes.Select(need => Array.IndexOf(Orders[need], talent)))],
        Seats);

    /// <summary>Every matching that the lists and the seats allow.</summary>
    public IEnumerable<int[]> Matchings() => Extend([], (int[])Seats.Clone());

    /// <summary>Every stable one, by the definition alone.</summary>
    public IReadOnlyList<int[]> StableMatchings() => [.. Matchings().Where(IsStable)];

    private bool IsStable(int[] matching) => !Enumerable.Range(0, Wishes.Length).Any(talent => Wishes[talent].TakeWhile(need => need != matching[talent]).Any(need => Prefers(need, talent, matching)));

    private bool Prefers(int need, int talent, int[] matching)
    {
        var held = Enumerable.Range(0, Wishes.Length).Where(other => matching[other] == need).ToList();
        return held.Count < Seats[need] || held.Exists(other => Array.IndexOf(Orders[need], talent) < Array.IndexOf(Orders[need], other));
    }

    private IEnumerable<int[]> Extend(int[] before, int[] free)
    {
        if (before.Length == Wishes.Length)
        {
            yield return before;
            yield break;
        }

        foreach (var need in Wishes[before.Length].Where(need => free[need] > 0).Append(DeferredAcceptance.Unmatched))
        {
            var left = (int[])free.Clone();
            if (need >= 0)
            {
                left[need]--;
            }

            foreach (var matching in Extend([.. before, need], left))
            {
                yield return matching;
            }
        }
    }

    public override string ToString() =>
        $"wishes {string.Join(" | ", Wishes.Select(wishes => string.Join(' ', wishes)))}; orders {string.Join(" | ", Orders.Select(order => string.Join(' ', order)))}; seats {string.Join(' ', Seats)}";
}

/// <summary>Markets of up to six talents and four needs, with lists of any length and seats from none to three.</summary>
public static class Markets
{
    public static Arbitrary<SmallMarket> Small() => (
        from talents in Gen.Choose(1, 6)
        from needs in Gen.Choose(1, 4)
        from wishes in Gen.ArrayOf(Wish(needs), talents)
        from orders in Gen.ArrayOf(Gen.Shuffle(Enumerable.Range(0, talents).ToArray()), needs)
        from seats in Gen.ArrayOf(Gen.Choose(0, 3), needs)
        select new SmallMarket(wishes, orders, seats)).ToArbitrary();

    private static Gen<int[]> Wish(int needs) =>
        from order in Gen.Shuffle(Enumerable.Range(0, needs).ToArray())
        from length in Gen.Choose(0, needs)
        select order[..length];
}
