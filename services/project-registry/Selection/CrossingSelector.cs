namespace Platform.ProjectRegistry.Selection;

/// <summary>The exactly optimal selection where classes of two or three kinds cross: by Google OR-tools' CP-SAT.</summary>
/// <remarks>
/// <para>Crossing classes are no matroid, so no greedy is exact (with three kinds the question includes 3-dimensional matching,
/// R. Karp, “Reducibility among combinatorial problems”, 1972). The order of selections is the same as the greedy's: sum of
/// scores, then seats filled, then ranks. The first two are one whole-number objective, as each candidate weighs
/// score · (capacity + 1) + 1 and no selection has more than <c>capacity</c> of them. Ranks are then compared exactly with the
/// greatest weight held fixed: the candidates in order of rank, in blocks of powers of two, each block fixed before the next.</para>
/// <para>Three filters keep the model small, none of which can lose the answer. (1) Candidates counted by the same quotas are
/// interchangeable but for weight and rank, so only the best <c>capacity</c> of each such cell matter: a selection that holds a
/// worse one lacks a better one of the same cell, and exchanging them betters weight or ranks. (2) Prices of the quotas bound
/// every selection from above (<see cref="SeatPrices"/>); a candidate whose bound is below the weight of a selection that is
/// known cannot be in an optimal one, whatever prices were found. (3) In the same way one without which the bound is below
/// it must be in all of them.</para>
/// <para>One worker, a fixed seed and a limit in deterministic time: the same input takes the same way on each machine. The
/// answer is proven optimal or refused; it is never a best effort.</para>
/// </remarks>
internal static class CrossingSelector
{
    /// <summary>How many more candidates than seats the first model gets.</summary>
    private const int Margin = 60;

    /// <inheritdoc cref="Selector.Best"/>
    public static IReadOnlyList<Candidate>? Best(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        if (quotas.Any(quota => quota.Minimum > Math.Min(quota.Maximum ?? capacity, capacity)))
        {
            return null; // An empty range is no model.
        }

        var pool = Pool.Of(ranked, capacity, quotas);
        var prices = SeatPrices.Find(pool);
        bool[] core = FirstCore(pool, prices);
        var model = new SeatModel(pool, core);
        var best = model.Greatest();
        if (best is null)
        {
            // Perhaps only the core is too small for the quotas.
            Array.Fill(core, true);
            best = new SeatModel(pool, core).Greatest();
            if (best is null)
            {
                return null;
            }
        }

        for (var weight = pool.WeightOf(best); ; weight = pool.WeightOf(best))
        {
            bool[] needed = [.. pool.Positions.Select((_, i) => prices.BoundWith(i) >= weight)];
            if (!needed.Where((need, i) => need && !core[i]).Any())
            {
                return FirstByRank(pool, prices, needed, best, weight);
            }

            core = needed;
            best = new SeatModel(pool, core).Greatest()!;
        }
    }

    private static List<Candidate> FirstByRank(Pool pool, SeatPrices prices, bool[] needed, bool[] best, long weight)
    {
        bool[] forced = [.. pool.Positions.Select((_, i) => prices.BoundWithout(i) < weight)];
        var chosen = new SeatModel(pool, needed).FirstByRank(forced, best, weight);
        return [.. pool.Positions.Where((_, i) => chosen[i]).Select(position => pool.Ranked[position])];
    }

    private static bool[] FirstCore(Pool pool, SeatPrices prices)
    {
        var core = new bool[pool.Positions.Length];
        foreach (var i in Enumerable.Range(0, core.Length).OrderByDescending(prices.PriceOf).Take(pool.Capacity + Margin))
        {
            core[i] = true;
        }

        var lacking = pool.Quotas.Select(quota => quota.Minimum).ToArray();
        for (var i = 0; i < core.Length; i++)
        {
            foreach (var quota in pool.ClassesOf(i))
            {
                core[i] |= lacking[quota]-- > 0;
            }
        }

        return core;
    }
}

/// <summary>The candidates that can matter: of each cell the best <c>capacity</c>, in order of rank.</summary>
/// <param name="Positions">Into <paramref name="Ranked"/>.</param>
/// <param name="Cells">Of each of the positions.</param>
internal sealed record Pool(IReadOnlyList<Candidate> Ranked, int Capacity, IReadOnlyList<ClassQuota> Quotas, int[] Positions, int[] Cells, IReadOnlyList<int[]> ClassesOfCells)
{
    public static Pool Of(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        var cells = QuotaCells.Of(ranked, quotas);
        var taken = new int[cells.All.Count];
        int[] positions = [.. Enumerable.Range(0, ranked.Count).Where(i => taken[cells.OfCandidates[i]]++ < capacity)];
        return new(
            ranked, capacity, quotas, positions, Array.ConvertAll(positions, position => cells.OfCandidates[position]),
            cells.All.ConvertAll(cell => (int[])[.. new[] { cell.Industry, cell.Track, cell.District }.Where(quota => quota >= 0)]));
    }

    public int[] ClassesOf(int i) => ClassesOfCells[Cells[i]];

    /// <summary>Compares by score, then by seats: see <see cref="CrossingSelector"/>.</summary>
    public long Weight(int i) => (Ranked[Positions[i]].Score * (Capacity + 1L)) + 1;

    public long WeightOf(bool[] chosen) => chosen.Select((one, i) => one ? Weight(i) : 0).Sum();
}
