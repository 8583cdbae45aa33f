namespace Platform.TalentMatching.Engine;

/// <summary>Found, with its score: best first by points, then must-skill points, then the lower sequence.</summary>
internal readonly record struct Hit(int Points, int MustPoints, long Sequence, int Slot) : IComparable<Hit>
{
    public int CompareTo(Hit other) => (other.Points, other.MustPoints, Sequence).CompareTo((Points, MustPoints, other.Sequence));
}

/// <summary>Keeps the best K of what it is offered: a heap with the worst on top.</summary>
internal sealed class Best(int size)
{
    private readonly Hit[] _heap = new Hit[size];
    private int _count;

    /// <summary>Fewer points than these have no chance any more; 0 until K are kept.</summary>
    public int Threshold => _count == size ? _heap[0].Points : 0;

    public void Offer(Hit hit)
    {
        if (_count < size)
        {
            Rise(hit, _count++);
        }
        else if (hit.CompareTo(_heap[0]) < 0)
        {
            Sink(hit);
        }
    }

    public IReadOnlyList<Hit> Sorted() => [.. _heap.Take(_count).Order()];

    private void Rise(Hit hit, int at)
    {
        for (; at > 0 && hit.CompareTo(_heap[(at - 1) / 2]) > 0; at = (at - 1) / 2)
        {
            _heap[at] = _heap[(at - 1) / 2];
        }

        _heap[at] = hit;
    }

    private void Sink(Hit hit)
    {
        var at = 0;
        for (var child = 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && _heap[child + 1].CompareTo(_heap[child]) > 0)
            {
                child++;
            }

            if (hit.CompareTo(_heap[child]) >= 0)
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = hit;
    }
}
