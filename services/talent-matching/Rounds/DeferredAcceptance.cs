using System.Numerics;

namespace Platform.TalentMatching.Rounds;

/// <summary>
/// Many-to-one deferred acceptance (D. Gale and L. S. Shapley, “College admissions and the stability of marriage”, American
/// Mathematical Monthly 69 (1962) 9–15). With talents proposing, every talent gets the best need that any stable matching gives it
/// (their theorem 2), in whichever order proposals are made.
/// </summary>
/// <remarks>
/// <para>Each talent proposes down its list; a need holds the best so far and lets the worst go when one too many comes. A talent who
/// was let go proposes on.</para>
/// <para>The order of proposals is free, and chosen for the memory: talents propose in passes over their numbers, so that edges are
/// read forward. Whoever is let go waits in a bit set for the present pass to arrive, or for the next. What a proposal must beat
/// stands in one array of the needs that stays in the processor's cache; most proposals in a full market end there, without a
/// look at the seats.</para>
/// <para>Time: each edge is proposed along at most once, a seat taken costs log₂ of the need's seats. Space: 4 bytes a talent, 8 a
/// seat that can be filled, beside the market.</para>
/// </remarks>
public static class DeferredAcceptance
{
    /// <summary>For talents without a need.</summary>
    public const int Unmatched = -1;

    /// <returns>For each talent the need that takes it, or <see cref="Unmatched"/>.</returns>
    public static int[] TalentOptimal(Market market)
    {
        var seats = new HeldSeats(market);
        var next = market.Start.AsSpan(0, market.Talents).ToArray();
        var (now, later) = (All(market.Talents), new ulong[Words(market.Talents)]);
        while (Pass(market, seats, next, now, later))
        {
            // A pass leaves nobody behind, so its set is empty for the next.
            (now, later) = (later, now);
        }

        return seats.Matching(market.Talents);
    }

    /// <summary>Lets every talent that waits propose until a need holds it or its list ends.</summary>
    /// <returns>Whether somebody waits for another pass.</returns>
    private static bool Pass(Market market, HeldSeats seats, int[] next, ulong[] now, ulong[] later)
    {
        var (start, needs, ranks, cutoffs) = (market.Start, market.Need, market.Rank, seats.Cutoffs);
        var waiting = false;
        for (var word = 0; word < now.Length; word++)
        {
            // Read again after each talent: one who was let go may stand in the same word.
            while (now[word] != 0)
            {
                var talent = (word << 6) + BitOperations.TrailingZeroCount(now[word]);
                now[word] &= now[word] - 1;
                var end = start[talent + 1];
                var edge = next[talent];
                while (edge < end && ranks[edge] >= cutoffs[needs[edge]])
                {
                    edge++;
                }

                next[talent] = edge + 1;
                if (edge < end && seats.Take(needs[edge], ranks[edge], talent) is >= 0 and var displaced)
                {
                    var ahead = displaced > talent;
                    (ahead ? now : later)[displaced >> 6] |= 1UL << displaced;
                    waiting |= !ahead;
                }
            }
        }

        return waiting;
    }

    /// <summary>With needs proposing every need gets the best that any stable matching gives it, and every talent its worst.</summary>
    /// <returns>As <see cref="TalentOptimal"/>.</returns>
    public static int[] NeedOptimal(Market market)
    {
        var side = NeedSide.Of(market);
        var talentOf = TalentOfEdge(market);
        var held = new int[market.Talents];
        Array.Fill(held, int.MaxValue);
        var next = side.Start.AsSpan(0, market.Needs).ToArray();
        var free = (int[])market.Seats.Clone();
        var waiting = new Stack<int>(Enumerable.Range(0, market.Needs).Reverse());
        while (waiting.TryPop(out var need))
        {
            while (free[need] > 0 && next[need] < side.Start[need + 1])
            {
                var edge = side.Edge[next[need]++];
                var talent = talentOf[edge];
                // The edges of a talent are numbered in the order of its wishes.
                if (edge < held[talent])
                {
                    if (held[talent] != int.MaxValue)
                    {
                        free[market.Need[held[talent]]]++;
                        waiting.Push(market.Need[held[talent]]);
                    }

                    held[talent] = edge;
                    free[need]--;
                }
            }
        }

        return Array.ConvertAll(held, edge => edge == int.MaxValue ? Unmatched : market.Need[edge]);
    }

    private static int[] TalentOfEdge(Market market)
    {
        var talentOf = new int[market.Need.Length];
        for (var talent = 0; talent < market.Talents; talent++)
        {
            Array.Fill(talentOf, talent, market.Start[talent], market.Start[talent + 1] - market.Start[talent]);
        }

        return talentOf;
    }

    private static int Words(int bits) => (bits + 63) / 64;

    private static ulong[] All(int bits)
    {
        var set = new ulong[Words(bits)];
        Array.Fill(set, ulong.MaxValue);
        if (bits % 64 != 0)
        {
            set[^1] = (1UL << bits) - 1;
        }

        return set;
    }
}
