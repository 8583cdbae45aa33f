namespace Platform.TalentMatching.Engine;

/// <summary>
/// Who has a skill, each with its level, or a piece of text: slots in ascending order, packed as <c>slot·8 + level</c>, with
/// the place at which each block of slots begins. Append-only.
/// </summary>
internal sealed class PostingList
{
    private readonly List<int> _starts = [];
    private int[] _entries = [];
    private int _count;

    public int Count => _count;

    public void Add(int slot, int level)
    {
        for (var block = slot >> TalentColumns.BlockBits; _starts.Count <= block;)
        {
            _starts.Add(_count);
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, _count * 2));
        }

        _entries[_count++] = (slot << 3) | level;
    }

    /// <summary>The entries of one block.</summary>
    public ReadOnlySpan<int> Of(int block)
    {
        if (block >= _starts.Count)
        {
            return [];
        }

        var end = block + 1 < _starts.Count ? _starts[block + 1] : _count;
        return _entries.AsSpan(_starts[block], end - _starts[block]);
    }

    /// <summary>Gives back what growth took in advance.</summary>
    public void Trim()
    {
        Array.Resize(ref _entries, _count);
        _starts.TrimExcess();
    }
}
