namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>
/// The texts that hold a term, in the order of their slots, cut into the windows of <see cref="TextIndex.Window"/> slots. Texts that
/// are gone stay in until the next cleaning.
/// </summary>
internal sealed class TermPostings
{
    private Segment[] _segments = [];
    private int _count;

    /// <summary>df: texts that hold it and are not gone.</summary>
    public int Holding { get; set; }

    public ReadOnlySpan<Segment> Segments => _segments.AsSpan(0, _count);

    public void Add(int slot, int count, int length)
    {
        var window = slot / TextIndex.Window;
        if (_count == 0 || _segments[_count - 1].Window != window)
        {
            Open(window);
        }

        _segments[_count - 1].Add(slot % TextIndex.Window, count, length);
        Holding++;
    }

    private void Open(int window)
    {
        if (_count > 0)
        {
            _segments[_count - 1].Seal();
        }

        if (_count == _segments.Length)
        {
            Array.Resize(ref _segments, _count < 4 ? _count + 1 : _count * 3 / 2);
        }

        _segments[_count++] = new Segment { Window = window, Entries = [], MinimumLength = int.MaxValue };
    }
}

/// <summary>A term's postings in one window, with what bounds their scores from above.</summary>
internal struct Segment
{
    public int Window;

    /// <summary>Each the place in the window times 256, plus the count (at most 255).</summary>
    public uint[] Entries;

    public int Count;

    /// <summary>Of any posting.</summary>
    public int MaximumCount;

    /// <summary>Shortest text of any posting.</summary>
    public int MinimumLength;

    public void Add(int place, int count, int length)
    {
        if (Count == Entries.Length)
        {
            Array.Resize(ref Entries, Math.Max(Count + 1, Count * 3 / 2));
        }

        Entries[Count++] = ((uint)place << 8) | (uint)count;
        MaximumCount = Math.Max(MaximumCount, count);
        MinimumLength = Math.Min(MinimumLength, length);
    }

    public void Seal()
    {
        if (Entries.Length > Count)
        {
            Array.Resize(ref Entries, Count);
        }
    }

    /// <returns>How often the text at this place holds the term; 0 for never.</returns>
    public readonly int CountAt(int place)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = (int)(Entries[middle] >> 8);
            if (found == place)
            {
                return (int)(Entries[middle] & 0xFF);
            }

            (low, high) = found < place ? (middle + 1, high) : (low, middle - 1);
        }

        return 0;
    }
}
