namespace Platform.TalentMatching.Rounds;

/// <summary>Whom each need holds so far: a heap a need, the worst on top, all in one array.</summary>
internal sealed class HeldSeats
{
    private readonly int[] _start;
    private readonly int[] _count;

    /// <summary>Rank in the upper half, talent in the lower, so that one comparison decides.</summary>
    private readonly long[] _held;

    public HeldSeats(Market market)
    {
        var asked = new int[market.Needs];
        foreach (var need in market.Need)
        {
            asked[need]++;
        }

        _start = new int[market.Needs + 1];
        _count = new int[market.Needs];
        Cutoffs = new int[market.Needs];
        for (var need = 0; need < market.Needs; need++)
        {
            // A seat that nobody asks for needs no place.
            var places = Math.Min(market.Seats[need], asked[need]);
            _start[need + 1] = _start[need] + places;
            Cutoffs[need] = places == 0 ? int.MinValue : int.MaxValue;
        }

        _held = new long[_start[^1]];
    }

    /// <summary>For each need the rank that a proposal must be below: every rank while a seat is free, then the worst one held.</summary>
    public int[] Cutoffs { get; }

    /// <summary>Holds a talent whose rank is below the cutoff.</summary>
    /// <returns>The talent let go for it; -1 where a seat was free.</returns>
    public int Take(int need, int rank, int talent)
    {
        var heap = _held.AsSpan(_start[need], _start[need + 1] - _start[need]);
        var entry = ((long)rank << 32) | (uint)talent;
        if (_count[need] < heap.Length)
        {
            heap[_count[need]++] = entry;
            if (_count[need] == heap.Length)
            {
                for (var i = (heap.Length / 2) - 1; i >= 0; i--)
                {
                    SiftDown(heap, i, heap[i]);
                }

                Cutoffs[need] = (int)(heap[0] >> 32);
            }

            return -1;
        }

        var displaced = (int)heap[0];
        SiftDown(heap, 0, entry);
        Cutoffs[need] = (int)(heap[0] >> 32);
        return displaced;
    }

    public int[] Matching(int talents)
    {
        var matching = new int[talents];
        Array.Fill(matching, DeferredAcceptance.Unmatched);
        for (var need = 0; need < _count.Length; need++)
        {
            foreach (var entry in _held.AsSpan(_start[need], _count[need]))
            {
                matching[(int)entry] = need;
            }
        }

        return matching;
    }

    private static void SiftDown(Span<long> heap, int at, long entry)
    {
        while ((2 * at) + 1 is var child && child < heap.Length)
        {
            if (child + 1 < heap.Length && heap[child + 1] > heap[child])
            {
                child++;
            }

            if (heap[child] <= entry)
            {
                break;
            }

            heap[at] = heap[child];
            at = child;
        }

        heap[at] = entry;
    }
}
