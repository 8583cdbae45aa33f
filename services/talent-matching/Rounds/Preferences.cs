namespace Platform.TalentMatching.Rounds;

/// <summary>What one party says of the other side, by index.</summary>
/// <param name="Order">Settles ties: the smaller was on the platform earlier. No two of a side share one.</param>
/// <param name="Named">In its own order, best first.</param>
/// <param name="Struck">Whom it does not accept.</param>
public sealed record Choices(long Order, IReadOnlyList<int> Named, IReadOnlyList<int> Struck);

/// <summary>How well a pair fits, in hundredths of a point; see <see cref="Matching.Score"/>.</summary>
/// <param name="Fits">Acceptable also where neither side named the other.</param>
public readonly record struct PairScore(int Talent, int Need, int Points, int MustPoints, bool Fits);

/// <summary>
/// Makes total orders of what both sides said and of the scores. Stability is defined with respect to these orders.
/// <list type="bullet">
/// <item>A pair is acceptable where neither struck the other and it fits by score or one of them named the other.</item>
/// <item>A talent: what it named, in its order; then by tier (1 before 2), then by points, must-points, order of the need.</item>
/// <item>A need: whom it named, in its order; then by points, must-points, order of the talent.</item>
/// </list>
/// A tier thus never overrides what a talent named, and never makes an unacceptable pair acceptable.
/// </summary>
public static class Preferences
{
    private const int NotNamed = int.MaxValue;

    /// <param name="tiers">For each need: 1 pool project, 2 other.</param>
    /// <param name="scores">Of all pairs that fit, and of those that somebody named; each pair once.</param>
    public static Market Build(IReadOnlyList<Choices> talents, IReadOnlyList<Choices> needs, IReadOnlyList<int> tiers, int[] seats, IEnumerable<PairScore> scores)
    {
        var (byTalent, byNeed) = (Sides(talents), Sides(needs));
        var pairs = new List<Pair>();
        foreach (var score in scores)
        {
            var (need, talent) = (byTalent[score.Talent].Of(score.Need), byNeed[score.Need].Of(score.Talent));
            if (need.Struck || talent.Struck || !(score.Fits || need.Place != NotNamed || talent.Place != NotNamed))
            {
                continue;
            }

            pairs.Add(new(score, need.Place, talent.Place));
        }

        var ranks = Ranks(pairs, talents);
        var edges = Enumerable.Range(0, pairs.Count).ToArray();
        Array.Sort(edges, (left, right) => WishOf(pairs[left]).CompareTo(WishOf(pairs[right])));
        var start = new int[talents.Count + 1];
        foreach (var pair in pairs)
        {
            start[pair.Score.Talent + 1]++;
        }

        for (var talent = 0; talent < talents.Count; talent++)
        {
            start[talent + 1] += start[talent];
        }

        return Market.Of(start, Array.ConvertAll(edges, edge => pairs[edge].Score.Need), Array.ConvertAll(edges, edge => ranks[edge]), seats);

        (int, int, int, int, int, long) WishOf(Pair pair) =>
            (pair.Score.Talent, pair.NeedNamed, pair.NeedNamed == NotNamed ? tiers[pair.Score.Need] : 0, -pair.Score.Points, -pair.Score.MustPoints, needs[pair.Score.Need].Order);
    }

    /// <summary>For each pair the talent's place at the need, from 0 without gaps.</summary>
    private static int[] Ranks(List<Pair> pairs, IReadOnlyList<Choices> talents)
    {
        var order = Enumerable.Range(0, pairs.Count).ToArray();
        Array.Sort(order, (left, right) => RankOf(pairs[left]).CompareTo(RankOf(pairs[right])));
        var ranks = new int[pairs.Count];
        for (var i = 1; i < order.Length; i++)
        {
            ranks[order[i]] = pairs[order[i]].Score.Need == pairs[order[i - 1]].Score.Need ? ranks[order[i - 1]] + 1 : 0;
        }

        return ranks;

        (int, int, int, int, long) RankOf(Pair pair) =>
            (pair.Score.Need, pair.TalentNamed, -pair.Score.Points, -pair.Score.MustPoints, talents[pair.Score.Talent].Order);
    }

    private static Side[] Sides(IReadOnlyList<Choices> parties) => [.. parties.Select(party => new Side(party))];

    private readonly record struct Pair(PairScore Score, int NeedNamed, int TalentNamed);

    private sealed class Side
    {
        private readonly Dictionary<int, int> _places;
        private readonly HashSet<int> _struck;

        public Side(Choices choices)
        {
            _struck = [.. choices.Struck];
            _places = choices.Named.Select((other, place) => (other, place)).ToDictionary(pair => pair.other, pair => pair.place);
        }

        public (int Place, bool Struck) Of(int other) => (_places.GetValueOrDefault(other, NotNamed), _struck.Contains(other));
    }
}
