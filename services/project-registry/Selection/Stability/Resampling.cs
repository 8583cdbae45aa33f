using System.Numerics;

namespace Platform.ProjectRegistry.Selection.Stability;

/// <summary>One resample after the other, on a worker's own desk. Where no classes cross nothing is allocated in between.</summary>
internal sealed class Resampling
{
    private readonly StabilityInput _input;
    private readonly long _seed;
    private readonly QuotaTree? _tree;
    private readonly int[] _nodes;
    private readonly int _seats;
    private readonly int _bits;
    private readonly long _top;
    private readonly long[] _factors;
    private readonly long _denominator;
    private readonly int[] _byTieOrder;
    private readonly int[] _cuts;

    public Resampling(StabilityInput input, long seed)
    {
        (_input, _seed) = (input, seed);
        List<Candidate> candidates = [.. input.Applications.Where((_, i) => input.TakesPart[i])];
        _tree = QuotaTree.Build(candidates, input.Capacity, input.Quotas);
        _nodes = new int[input.Applications.Count];
        for (int i = 0, next = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = input.TakesPart[i] && _tree is not null ? _tree.Nodes[next++] : -1;
        }

        _seats = _tree?.Seats ?? 0;
        _bits = BitOperations.Log2((uint)Math.Max(1, input.Applications.Count)) + 1;
        _byTieOrder = new int[input.TieOrder.Length];
        for (var i = 0; i < input.TieOrder.Length; i++)
        {
            _byTieOrder[input.TieOrder[i]] = i;
        }

        (_factors, _denominator, _top) = Factors(input, 62 - _bits);
        _cuts = [.. Enumerable.Range(0, _nodes.Length).Select(input.CutOf)];
    }

    public Desk NewDesk() => new(_input.Applications.Count, _tree?.Count ?? 0, Enumerable.Range(0, _input.Applications.Count).Select(i => _input.Starts[i + 1] - _input.Starts[i]).DefaultIfEmpty(0).Max());

    public void Run(int number, Desk desk, Tally tally)
    {
        Draw(number, desk);
        desk.Keys.AsSpan().Sort();
        BreakTies(desk);
        if (_tree is null)
        {
            SelectBySolver(desk, tally);
        }
        else
        {
            Select(_tree, desk, tally);
        }

        for (var rank = 0; rank < desk.Order.Length; rank++)
        {
            tally.Count(desk.Order[rank], rank);
        }
    }

    /// <summary>
    /// Brings means over different numbers of sheets to one denominator, the least common multiple of the numbers, so that they compare
    /// exactly; where that does not fit beside the tie order in 64 bits, to one that does, rounded down.
    /// </summary>
    private static (long[] Factors, long Denominator, long Top) Factors(StabilityInput input, int bits)
    {
        int[] counts = [.. Enumerable.Range(0, input.Applications.Count).Select(i => Math.Max(1, input.Starts[i + 1] - input.Starts[i] - (2 * input.CutOf(i))))];
        var greatest = Math.Max(1, input.Totals.Select(Math.Abs).DefaultIfEmpty(0).Max());
        var denominator = counts.Distinct().Aggregate(1L, (all, count) => all / (long)BigInteger.GreatestCommonDivisor(all, count) * count);
        if (BitOperations.Log2((ulong)greatest) + BitOperations.Log2((ulong)denominator) + 3 > bits)
        {
            denominator = 5040;
        }

        return (Array.ConvertAll(counts, count => denominator / count), denominator, greatest * denominator);
    }

    private void Draw(int number, Desk desk)
    {
        var random = new SplitMix(_seed, number);
        var (starts, totals, core, originality) = (_input.Starts, _input.Totals, _input.CoreTechnology, _input.Originality);
        for (var i = 0; i < desk.Order.Length; i++)
        {
            var first = starts[i];
            var count = starts[i + 1] - first;
            var drawn = desk.Drawn.AsSpan(0, count);
            long total = 0, coreSum = 0, originalitySum = 0;
            for (var draw = 0; draw < count; draw++)
            {
                var sheet = first + random.Below(count);
                drawn[draw] = totals[sheet];
                total += totals[sheet];
                coreSum += core[sheet];
                originalitySum += originality[sheet];
            }

            if (_cuts[i] > 0)
            {
                drawn.Sort();
                total = 0;
                foreach (var kept in drawn[_cuts[i]..^_cuts[i]])
                {
                    total += kept;
                }
            }

            desk.CoreTechnology[i] = coreSum * _factors[i];
            desk.Originality[i] = originalitySum * _factors[i];
            desk.Keys[i] = ((_top - (total * _factors[i])) << _bits) | (uint)_input.TieOrder[i];
        }
    }

    /// <summary>Equal totals stand together after sorting, in tie order; the two tie-breaks before it are applied to them.</summary>
    private void BreakTies(Desk desk)
    {
        var mask = (1L << _bits) - 1;
        var (keys, order) = (desk.Keys, desk.Order);
        for (var i = 0; i < keys.Length; i++)
        {
            var one = _byTieOrder[keys[i] & mask];
            var at = i;
            while (at > 0 && keys[at - 1] >> _bits == keys[i] >> _bits && IsBefore(desk, one, order[at - 1]))
            {
                order[at] = order[at - 1];
                at--;
            }

            order[at] = one;
        }
    }

    private static bool IsBefore(Desk desk, int one, int other) => desk.CoreTechnology[one] != desk.CoreTechnology[other]
        ? desk.CoreTechnology[one] > desk.CoreTechnology[other]
        : desk.Originality[one] > desk.Originality[other];

    private void Select(QuotaTree tree, Desk desk, Tally tally)
    {
        tree.Start.CopyTo(desk.Held);
        var left = _seats;
        for (var i = 0; i < desk.Order.Length && left > 0; i++)
        {
            var application = desk.Order[i];
            if (_nodes[application] >= 0 && tree.TryTake(_nodes[application], desk.Held))
            {
                tally.Selected[application]++;
                left--;
            }
        }
    }

    private void SelectBySolver(Desk desk, Tally tally)
    {
        var ranked = new List<Candidate>(desk.Order.Length);
        var mask = (1L << _bits) - 1;
        var numbers = new Dictionary<Guid, int>(desk.Order.Length);
        for (var i = 0; i < desk.Order.Length; i++)
        {
            var application = desk.Order[i];
            if (_input.TakesPart[application])
            {
                // Equal totals have equal keys above the tie order, so the i-th key is the total of the i-th in order.
                var total = _top - ((desk.Keys[i] & ~mask) >> _bits);
                var score = (int)Math.Clamp((decimal)total * 10_000 / ((decimal)_denominator * _input.UnitsPerPoint), 0, 1_000_000);
                ranked.Add(_input.Applications[application] with { Rank = ranked.Count + 1, Score = score });
                numbers[_input.Applications[application].ApplicationId] = application;
            }
        }

        foreach (var candidate in CrossingSelector.Best(ranked, _input.Capacity, _input.Quotas)!)
        {
            tally.Selected[numbers[candidate.ApplicationId]]++;
        }
    }
}

/// <summary>Where one worker computes.</summary>
internal sealed class Desk(int applications, int classes, int mostSheets)
{
    /// <summary>Totals of the sheets that one application drew.</summary>
    public long[] Drawn { get; } = new long[mostSheets];

    /// <summary>Total, descending, and tie order in one number.</summary>
    public long[] Keys { get; } = new long[applications];

    public long[] CoreTechnology { get; } = new long[applications];

    public long[] Originality { get; } = new long[applications];

    /// <summary>Applications in order of the resample's rank.</summary>
    public int[] Order { get; } = new int[applications];

    public int[] Held { get; } = new int[classes];
}

/// <summary>
/// SplitMix64 (G. Steele, D. Lea, C. Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014): the same numbers on each
/// machine and version of the runtime. Each resample has a stream of its own, begun at the seed and the mixed number.
/// </summary>
internal struct SplitMix(long seed, int number)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = unchecked((ulong)seed + Mix(((ulong)number + 1) * Golden));

    /// <summary>From 0 to below a bound, by the upper half of the number; the bias is less than bound / 2³².</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    private ulong Next() => Mix(_state = unchecked(_state + Golden));

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
