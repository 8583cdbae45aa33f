using System.Runtime.InteropServices;

namespace Platform.ProjectRegistry.Selection;

/// <summary>
/// Quotas whose classes never cross: any two share no candidate, or one holds all of the other's. They form a tree under the
/// capacity, and the greedy by rank is exact.
/// </summary>
/// <remarks>
/// <para>Quotas of one kind are always such a family, as a candidate has one industry, one track and one district. Quotas of
/// several kinds are one where the candidates at hand make them so, such as a district whose candidates all belong to one
/// industry.</para>
/// <para>Why the greedy is exact: sets S with l(A) ≤ |S ∩ A| ≤ u(A) for all classes A of a laminar family are a generalised
/// matroid (É. Tardos, “Generalized matroids and supermodular colourings”, Matroid Theory, North-Holland 1985, 359–382), so the
/// sets that can be completed to a selection are the independent sets of a matroid. There, taking in order of rank whatever
/// leaves the set completable gives the greatest sum (R. Rado, Proc. London Math. Soc. 7 (1957) 300–320; J. Edmonds, “Matroids
/// and the greedy algorithm”, Mathematical Programming 1 (1971) 127–136), the most seats, as all bases are of one size, and,
/// ranks being all different, the selection that is first by rank among those of that sum.</para>
/// <para>Whether a set is completable: the numbers that a class can end with are an interval. Its lower end is
/// lo(A) = max(l(A), Σ lo(children) + chosen ones that belong to no child), its upper end hi(A) = min(u(A), Σ hi(children) +
/// candidates that belong to no child), which does not depend on what is chosen; the set is completable exactly where
/// lo ≤ hi everywhere. Taking a candidate raises lo by one from its class upwards, up to the first class whose minimum still
/// holds a place for it.</para>
/// </remarks>
internal sealed class QuotaTree
{
    private readonly int[] _parents;
    private readonly int[] _least;
    private readonly int[] _most;
    private readonly int[] _held;

    private QuotaTree(int[] parents, int[] least, int[] most, int[] nodes)
    {
        (_parents, _least, _most, Nodes) = (parents, least, most, nodes);
        _held = new int[parents.Length];
        for (var node = parents.Length - 1; node > 0; node--)
        {
            _held[parents[node]] += Low(node);
        }
    }

    /// <summary>For each candidate in order of rank the innermost class, for <see cref="TryTake"/>.</summary>
    public int[] Nodes { get; }

    /// <summary>Classes, the root of all candidates included.</summary>
    public int Count => _parents.Length;

    /// <summary>How many are selected in the end: all of the greatest sets that can be completed have this size.</summary>
    public int Seats => _most[0];

    /// <summary>Whether any selection meets the quotas.</summary>
    public bool IsPossible => Enumerable.Range(0, Count).All(node => Low(node) <= _most[node]);

    /// <summary>What is held in each class before anything is chosen; a greedy works on a copy.</summary>
    public ReadOnlySpan<int> Start => _held;

    /// <summary>Takes a candidate of the class where that leaves the rest completable. Allocates nothing.</summary>
    public bool TryTake(int node, Span<int> held)
    {
        for (var at = node; at >= 0 && held[at] >= _least[at]; at = _parents[at])
        {
            if (held[at] >= _most[at])
            {
                return false;
            }
        }

        for (var at = node; at >= 0; at = _parents[at])
        {
            if (held[at]++ < _least[at])
            {
                break;
            }
        }

        return true;
    }

    /// <returns>Null where two classes cross.</returns>
    public static QuotaTree? Build(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas)
    {
        var cells = QuotaCells.Of(ranked, quotas);
        var sizes = quotas.Select((_, quota) => cells.All.Where(cell => cell.Has(quota)).Sum(cell => cell.Count)).ToArray();
        int[] order = [.. Enumerable.Range(0, quotas.Count).OrderByDescending(quota => sizes[quota])];
        var parents = new int[quotas.Count + 1];
        parents[0] = -1;
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = i - 1; j >= 0 && parents[i + 1] == 0; j--)
            {
                var shared = cells.All.Where(cell => cell.Has(order[i]) && cell.Has(order[j])).Sum(cell => cell.Count);
                if (shared > 0 && shared < sizes[order[i]])
                {
                    return null;
                }

                parents[i + 1] = shared > 0 ? j + 1 : 0;
            }
        }

        return Build(cells, capacity, [.. order.Select(quota => quotas[quota])], order, parents);
    }

    private static QuotaTree Build(QuotaCells cells, int capacity, ClassQuota[] inOrder, int[] order, int[] parents)
    {
        int[] least = [0, .. inOrder.Select(quota => quota.Minimum)];
        int[] most = [capacity, .. inOrder.Select(quota => quota.Maximum ?? int.MaxValue)];
        var nodes = cells.All.ConvertAll(cell => Array.FindLastIndex(order, quota => cell.Has(quota)) + 1);
        var within = new long[parents.Length];
        foreach (var (cell, node) in cells.All.Zip(nodes))
        {
            within[node] += cell.Count;
        }

        for (var node = parents.Length - 1; node >= 0; node--)
        {
            most[node] = (int)Math.Min(most[node], within[node]);
            if (node > 0)
            {
                within[parents[node]] += most[node];
            }
        }

        return new(parents, least, most, [.. cells.OfCandidates.Select(cell => nodes[cell])]);
    }

    private int Low(int node) => Math.Max(_least[node], _held[node]);
}

/// <summary>Candidates gathered by which quotas count them: those of one cell are alike but for their rank.</summary>
internal sealed class QuotaCells
{
    private QuotaCells(List<Cell> all, int[] ofCandidates) => (All, OfCandidates) = (all, ofCandidates);

    public List<Cell> All { get; }

    /// <summary>The cell of each candidate.</summary>
    public int[] OfCandidates { get; }

    public static QuotaCells Of(IReadOnlyList<Candidate> ranked, IReadOnlyList<ClassQuota> quotas)
    {
        var positions = quotas.Index().ToDictionary(quota => quota.Item.Class, quota => quota.Index);
        var numbers = new Dictionary<(int, int, int), int>();
        var cells = new List<Cell>();
        var ofCandidates = new int[ranked.Count];
        for (var i = 0; i < ranked.Count; i++)
        {
            var key = (Of(ranked[i], Registry.V1.QuotaKind.Industry), Of(ranked[i], Registry.V1.QuotaKind.Track), Of(ranked[i], Registry.V1.QuotaKind.District));
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, key, out var known);
            if (!known)
            {
                number = cells.Count;
                cells.Add(new(key.Item1, key.Item2, key.Item3));
            }

            ofCandidates[i] = number;
            cells[number].Count++;
        }

        return new(cells, ofCandidates);

        int Of(Candidate candidate, Registry.V1.QuotaKind kind) => positions.GetValueOrDefault(new(kind, candidate.CodeOf(kind)), -1);
    }

    /// <param name="Industry">Position of the quota of its industry; −1: none. Track and district alike.</param>
    internal sealed record Cell(int Industry, int Track, int District)
    {
        public int Count { get; set; }

        public bool Has(int quota) => Industry == quota || Track == quota || District == quota;
    }
}
