namespace Platform.ProjectRegistry.Selection;

/// <summary>
/// The possible quotas nearest to those asked: the least sum of absolute changes of minima and maxima, and among those the
/// ones whose best selection has the greatest sum of scores. The capacity stays as it is.
/// </summary>
/// <remarks>
/// <para>Only lowering a minimum (by d) or raising a maximum (by u) can help. With one kind of class, of a class with minimum m, maximum M and
/// a candidates: d ≥ m − a, and d + u ≥ m − M; so for a given d it costs max(d, m − M), and at least
/// c = max(0, m − a, m − M). Together the minima must fit into the seats: Σ d ≥ N = Σ m − capacity. The least cost is therefore
/// max(Σ c, N).</para>
/// <para>Where N ≤ Σ c, each class costs exactly c. The only freedom is a class whose minimum exceeds its maximum: it may
/// meet anywhere between M and min(m, a), with minimum = maximum. Selecting once with that whole range allowed shows where
/// meeting is best. Where N &gt; Σ c, minima are lowered by N in all, to values up to m − c that fill the seats exactly; selecting
/// once with those as maxima shows which ones are best. Classes of several kinds go to <see cref="NearestCrossingQuotas"/>.</para>
/// </remarks>
public static class NearestQuotas
{
    /// <returns>In the order asked; the same quotas where they are possible.</returns>
    public static IReadOnlyList<ClassQuota> Find(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        if (quotas.DistinctBy(quota => quota.Class.Kind).Count() > 1)
        {
            return NearestCrossingQuotas.Find(ranked, capacity, quotas);
        }

        var wishes = quotas.Select(quota => new Wish(quota, ranked.Count(candidate => candidate.Is(quota.Class)))).ToList();
        var overbooked = wishes.Sum(wish => (long)wish.Quota.Minimum) - capacity;
        return overbooked <= wishes.Sum(wish => (long)wish.LeastCost)
            ? WithinSeats(ranked, capacity, wishes)
            : CutToSeats(ranked, capacity, wishes);
    }

    private static List<ClassQuota> WithinSeats(IReadOnlyList<Candidate> ranked, int capacity, List<Wish> wishes)
    {
        var selected = Best(ranked, capacity, wishes.ConvertAll(wish => wish.Relaxed));
        return wishes.ConvertAll(wish => wish.MeetsInTheMiddle
            ? Meet(wish.Quota, Count(selected, wish.Quota))
            : wish.Relaxed);
    }

    private static List<ClassQuota> CutToSeats(IReadOnlyList<Candidate> ranked, int capacity, List<Wish> wishes)
    {
        var bounds = wishes.ConvertAll(wish => new ClassQuota(wish.Quota.Class, 0, wish.Quota.Minimum - wish.LeastCost));
        var wanted = bounds.FindAll(bound => bound.Maximum > 0);
        var selected = Best([.. ranked.Where(candidate => wanted.Exists(bound => candidate.Is(bound.Class)))], capacity, bounds);
        return wishes.ConvertAll(wish => wish.Quota with { Minimum = Count(selected, wish.Quota) });
    }

    private static ClassQuota Meet(ClassQuota quota, int count) => quota with { Minimum = count, Maximum = count };

    private static IReadOnlyList<Candidate> Best(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas) =>
        Selector.Best(ranked, capacity, quotas)!;

    private static int Count(IReadOnlyList<Candidate> selected, ClassQuota quota) => selected.Count(candidate => candidate.Is(quota.Class));

    private sealed record Wish(ClassQuota Quota, int Available)
    {
        private int AboveMaximum => Quota.Maximum is { } maximum ? Math.Max(0, Quota.Minimum - maximum) : 0;

        private int AboveCandidates => Math.Max(0, Quota.Minimum - Available);

        public int LeastCost => Math.Max(AboveMaximum, AboveCandidates);

        /// <summary>Whether the least cost leaves a choice between a lower minimum and a higher maximum.</summary>
        public bool MeetsInTheMiddle => AboveMaximum > AboveCandidates;

        /// <summary>The widest range that the least cost can reach.</summary>
        public ClassQuota Relaxed => new(
            Quota.Class,
            Quota.Minimum - LeastCost,
            MeetsInTheMiddle ? Math.Min(Quota.Minimum, Available) : Quota.Maximum);
    }
}
