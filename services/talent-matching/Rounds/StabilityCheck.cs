namespace Platform.TalentMatching.Rounds;

/// <summary>A talent and a need who both would rather have each other than what the matching gives them.</summary>
public readonly record struct BlockingPair(int Talent, int Need);

/// <summary>What the checker found.</summary>
/// <param name="Fault">Why it is no matching at all; empty where it is one.</param>
/// <param name="Blocking">How many pairs block it; a stable matching has none.</param>
/// <param name="First">The first of them, by talent, at most <see cref="StabilityCheck.Listed"/>.</param>
public sealed record StabilityFinding(string Fault, long Blocking, IReadOnlyList<BlockingPair> First)
{
    public bool IsStable => Fault.Length == 0 && Blocking == 0;
}

/// <summary>
/// Checks a matching over the full lists by the definition of stability (Gale and Shapley 1962), whatever made it: every edge is
/// looked at, and nothing of the algorithm is used.
/// </summary>
public static class StabilityCheck
{
    public const int Listed = 100;

    public static StabilityFinding Of(Market market, int[] matching)
    {
        if (matching.Length != market.Talents)
        {
            return new($"It names {matching.Length} talents, the market has {market.Talents}.", 0, []);
        }

        var taken = new int[market.Needs];
        var worst = new int[market.Needs];
        Array.Fill(worst, -1);
        for (var talent = 0; talent < matching.Length; talent++)
        {
            if (matching[talent] < 0)
            {
                continue;
            }

            var edge = Array.IndexOf(market.Need, matching[talent], market.Start[talent], market.Start[talent + 1] - market.Start[talent]);
            if (edge < 0)
            {
                return new($"Talent {talent} is given need {matching[talent]}, a pair that they do not both accept.", 0, []);
            }

            taken[matching[talent]]++;
            worst[matching[talent]] = Math.Max(worst[matching[talent]], market.Rank[edge]);
        }

        return Overfull(market, taken) is { } need ? new($"Need {need} is given {taken[need]} talents for {market.Seats[need]} seats.", 0, []) : Pairs(market, matching, taken, worst);
    }

    private static int? Overfull(Market market, int[] taken)
    {
        for (var need = 0; need < taken.Length; need++)
        {
            if (taken[need] > market.Seats[need])
            {
                return need;
            }
        }

        return null;
    }

    private static StabilityFinding Pairs(Market market, int[] matching, int[] taken, int[] worst)
    {
        var first = new List<BlockingPair>();
        var blocking = 0L;
        for (var talent = 0; talent < matching.Length; talent++)
        {
            // What it wishes more than what it has stands before it in its list.
            for (var edge = market.Start[talent]; edge < market.Start[talent + 1] && market.Need[edge] != matching[talent]; edge++)
            {
                var need = market.Need[edge];
                if (market.Seats[need] == 0 || (taken[need] == market.Seats[need] && worst[need] < market.Rank[edge]))
                {
                    continue;
                }

                blocking++;
                if (first.Count < Listed)
                {
                    first.Add(new(talent, need));
                }
            }
        }

        return new("", blocking, first);
    }
}
