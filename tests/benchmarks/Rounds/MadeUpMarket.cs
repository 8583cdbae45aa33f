using Platform.TalentMatching.Rounds;

namespace Platform.Benchmarks.Rounds;

/// <summary>A market with the unevenness of real ones, the same for the same seed on every machine.</summary>
internal static class MadeUpMarket
{
    public static Market Of(int talents, int needs, int edgesOfTalent, int seed)
    {
        var chance = new Random(seed);
        var popularity = new double[needs];
        var sum = 0.0;
        for (var need = 0; need < needs; need++)
            popularity[need] = sum += 1 / Math.Sqrt(need + 1);
        var (start, need_, opinion) = (new int[talents + 1], new int[talents * edgesOfTalent], new float[talents * edgesOfTalent]);
        var edge = 0;
        for (var talent = 0; talent < talents; talent++)
        {
            var quality = chance.NextDouble();
            var wanted = Math.Min(edgesOfTalent, needs);
            while (edge - start[talent] < wanted)
            {
                var drawn = Array.BinarySearch(popularity, chance.NextDouble() * sum) is var found && found < 0 ? ~found : found;
                if (need_.AsSpan(start[talent], edge - start[talent]).Contains(drawn))
                    drawn = chance.Next(needs);
                if (need_.AsSpan(start[talent], edge - start[talent]).Contains(drawn))
                    continue;
                need_[edge] = drawn;
                opinion[edge++] = (float)(quality + chance.NextDouble());
            }

            start[talent + 1] = edge;
        }

        var seats = new int[needs];
        for (var i = 0; i < needs; i++)
            seats[i] = 1 + chance.Next(Math.Max(1, (2 * talents / (3 * needs)) - 1));
        return Market.Of(start, need_[..edge], Ranks(need_[..edge], opinion[..edge], needs), seats);
    }

    /// <summary>Each edge's place among those of its need, best opinion first.</summary>
    private static int[] Ranks(int[] need, float[] opinion, int needs)
    {
        var byNeed = Enumerable.Range(0, need.Length).ToArray();
        Array.Sort(need.Zip(opinion, (at, value) => ((ulong)(uint)at << 32) | (uint)(int.MaxValue - BitConverter.SingleToInt32Bits(value))).ToArray(), byNeed);
        var (ranks, seen) = (new int[need.Length], new int[needs]);
        foreach (var edge in byNeed)
            ranks[edge] = seen[need[edge]]++;
        return ranks;
    }
}
