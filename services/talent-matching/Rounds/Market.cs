namespace Platform.TalentMatching.Rounds;

/// <summary>
/// A two-sided market in arrays: talents, needs with seats, and the pairs (edges) that both sides accept. The edges of one talent
/// stand together, most wished first, so that proposing is reading forward.
/// </summary>
public sealed class Market
{
    private Market(int[] start, int[] need, int[] rank, int[] seats)
    {
        Start = start;
        Need = need;
        Rank = rank;
        Seats = seats;
    }

    public int Talents => Start.Length - 1;

    public int Needs => Seats.Length;

    /// <summary>The edges of talent t are <c>Start[t]</c> up to, not including, <c>Start[t + 1]</c>.</summary>
    public int[] Start { get; }

    /// <summary>For each edge: the need.</summary>
    public int[] Need { get; }

    /// <summary>For each edge: the talent's rank at the need, smaller is better; no two talents share one at a need.</summary>
    public int[] Rank { get; }

    /// <summary>For each need: how many talents it takes, 0 or more.</summary>
    public int[] Seats { get; }

    /// <summary>Takes over the arrays of a market whose ranks are known.</summary>
    /// <exception cref="ArgumentException">
    /// The arrays do not fit together, a talent names a need twice or one that is none, or two talents share a rank at a need.
    /// </exception>
    public static Market Of(int[] start, int[] need, int[] rank, int[] seats)
    {
        var market = new Market(start, need, rank, seats);
        market.Check();
        return market;
    }

    private void Check()
    {
        if (Start is not [0, ..] || Start[^1] != Need.Length || Rank.Length != Need.Length || Array.Exists(Seats, seats => seats < 0))
        {
            throw new ArgumentException("The arrays of the market do not fit together.");
        }

        var seenBy = new int[Needs];
        Array.Fill(seenBy, -1);
        for (var talent = 0; talent < Talents; talent++)
        {
            if (Start[talent + 1] < Start[talent])
            {
                throw new ArgumentException($"The edges of talent {talent} end before they begin.");
            }

            for (var edge = Start[talent]; edge < Start[talent + 1]; edge++)
            {
                if ((uint)Need[edge] >= (uint)Needs || Rank[edge] < 0 || seenBy[Need[edge]] == talent)
                {
                    throw new ArgumentException($"Talent {talent} names a need twice, or one that is none, or has a negative rank.");
                }

                seenBy[Need[edge]] = talent;
            }
        }

        if (RankShared() is { } shared)
        {
            throw new ArgumentException($"Two talents share a rank at need {shared}.");
        }
    }

    private int? RankShared()
    {
        var byNeed = NeedSide.Of(this);
        for (var need = 0; need < Needs; need++)
        {
            for (var i = byNeed.Start[need] + 1; i < byNeed.Start[need + 1]; i++)
            {
                if (Rank[byNeed.Edge[i]] == Rank[byNeed.Edge[i - 1]])
                {
                    return need;
                }
            }
        }

        return null;
    }
}

/// <summary>The same edges as the needs see them: those of one need together, best rank first.</summary>
/// <param name="Start">As in <see cref="Market"/>, by need.</param>
/// <param name="Edge">Indexes of the market's edges.</param>
public sealed record NeedSide(int[] Start, int[] Edge)
{
    public static NeedSide Of(Market market)
    {
        var start = new int[market.Needs + 1];
        foreach (var need in market.Need)
        {
            start[need + 1]++;
        }

        for (var need = 0; need < market.Needs; need++)
        {
            start[need + 1] += start[need];
        }

        var edges = new int[market.Need.Length];
        var ranks = new int[market.Need.Length];
        var next = start.AsSpan(0, market.Needs).ToArray();
        for (var edge = 0; edge < edges.Length; edge++)
        {
            var at = next[market.Need[edge]]++;
            (edges[at], ranks[at]) = (edge, market.Rank[edge]);
        }

        for (var need = 0; need < market.Needs; need++)
        {
            Array.Sort(ranks, edges, start[need], start[need + 1] - start[need]);
        }

        return new(start, edges);
    }
}
