using Platform.ProjectRegistry.Selection;

namespace Platform.ProjectRegistry.Tests.Selection;

/// <summary>Tries everything.</summary>
internal static class BruteForce
{
    /// <summary>Ranks of the best selection: greatest sum, then most seats, then the better ranks; null where none meets the quotas.</summary>
    public static int[]? Best(Case batch)
    {
        int[]? best = null;
        for (var set = 0; set < 1 << batch.Ranked.Length; set++)
        {
            var chosen = batch.Ranked.Where((_, i) => (set & (1 << i)) != 0).ToArray();
            if (Meets(chosen, batch.Capacity, batch.Quotas))
            {
                var ranks = Array.ConvertAll(chosen, candidate => candidate.Rank);
                best = best is null || IsBetter(batch, ranks, best) ? ranks : best;
            }
        }

        return best;
    }

    /// <summary>The least sum of changes that makes the quotas possible, and the greatest score that such a change allows.</summary>
    public static (int Changes, long Score) Nearest(Case batch)
    {
        var best = (Changes: int.MaxValue, Score: 0L);
        foreach (var quotas in Combinations(batch.Quotas))
        {
            var changes = quotas.Zip(batch.Quotas, (now, asked) => asked.ChangesTo(now)).Sum();
            if (changes > best.Changes || !IsPossible(batch, quotas))
            {
                continue;
            }

            var score = Selector.Best(batch.Ranked, batch.Capacity, quotas)!.Sum(candidate => (long)candidate.Score);
            best = changes < best.Changes || score > best.Score ? (changes, score) : best;
        }

        return best;
    }

    private static bool IsPossible(Case batch, ClassQuota[] quotas) =>
        QuotaClashes.Find(batch.Ranked, batch.Capacity, quotas).Count == 0;

    private static IEnumerable<ClassQuota[]> Combinations(ClassQuota[] asked) => asked.Aggregate(
        (IEnumerable<ClassQuota[]>)[[]],
        (all, quota) => all.SelectMany(_ => Values(quota), (before, value) => (ClassQuota[])[.. before, value]));

    private static IEnumerable<ClassQuota> Values(ClassQuota quota) =>
        from minimum in Enumerable.Range(0, 5)
        from maximum in quota.Maximum is null ? [null] : Enumerable.Range(0, 5).Select(bound => (int?)bound)
        select new ClassQuota(quota.Class, minimum, maximum);

    private static bool Meets(Candidate[] chosen, int capacity, ClassQuota[] quotas) =>
        chosen.Length <= capacity && Array.TrueForAll(quotas, quota =>
        {
            var count = chosen.Count(candidate => candidate.Is(quota.Class));
            return count >= quota.Minimum && count <= (quota.Maximum ?? int.MaxValue);
        });

    private static bool IsBetter(Case batch, int[] ranks, int[] than)
    {
        long Sum(int[] set) => set.Sum(rank => (long)batch.Ranked[rank - 1].Score);
        return (Sum(ranks).CompareTo(Sum(than)), ranks.Length.CompareTo(than.Length)) switch
        {
            (not 0 and var score, _) => score > 0,
            (_, not 0 and var seats) => seats > 0,
            _ => ranks.AsSpan().SequenceCompareTo(than) < 0,
        };
    }
}
