using System.Runtime.InteropServices;

namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>
/// Texts by the terms they hold, in memory. Its best are exactly those of <see cref="Bm25"/> on every text. Changes must not overlap
/// with anything; searches may overlap with each other.
/// </summary>
public sealed partial class TextIndex(RetrievalParameters parameters)
{
    /// <summary>Slots that are scored together: their sums fit a processor's first cache.</summary>
    public const int Window = 4096;

    private readonly Vocabulary _vocabulary = new();
    private readonly List<TermPostings> _terms = [];
    private readonly Dictionary<Guid, int> _slots = [];
    private readonly List<Slot> _texts = [];
    private readonly List<int> _lengths = [];
    private readonly TermCounter _counter = new();
    private long _length;
    private int _gone;

    public int Count => _slots.Count;

    private double MeanLength => Math.Max(1, _length) / (double)Math.Max(1, _slots.Count);

    public void Put(Guid id, IndexedText text)
    {
        Remove(id);
        Clean();
        var slot = _texts.Count;
        var length = _counter.Count(text, parameters, _vocabulary);
        while (_terms.Count < _vocabulary.Count)
        {
            _terms.Add(new TermPostings());
        }

        foreach (var term in _counter.Terms)
        {
            _terms[term].Add(slot, _counter.Of(term), length);
        }

        _texts.Add(new Slot(id, text, length));
        _lengths.Add(length);
        _slots.Add(id, slot);
        _length += length;
        AddVector(slot, length);
        _counter.Clear();
    }

    public void Remove(Guid id)
    {
        if (!_slots.Remove(id, out var slot))
        {
            return;
        }

        var gone = _texts[slot];
        _counter.Count(gone.Text!, parameters, _vocabulary);
        foreach (var term in _counter.Terms)
        {
            _terms[term].Holding--;
        }

        _counter.Clear();
        _length -= gone.Length;
        _texts[slot] = gone with { Text = null };
        _gone++;
    }

    /// <summary>Gone texts stay until they outnumber the rest: leaving them out costs a walk over all postings.</summary>
    private void Clean()
    {
        if (_gone <= Math.Max(256, _slots.Count))
        {
            return;
        }

        var moved = new int[_texts.Count];
        var kept = new List<Slot>(_slots.Count);
        for (var slot = 0; slot < _texts.Count; slot++)
        {
            moved[slot] = _texts[slot].Text is null ? -1 : kept.Count;
            if (moved[slot] >= 0)
            {
                _slots[_texts[slot].Id] = kept.Count;
                kept.Add(_texts[slot]);
            }
        }

        for (var term = 0; term < _terms.Count; term++)
        {
            _terms[term] = Moved(_terms[term], moved, kept);
        }

        _texts.Clear();
        _texts.AddRange(kept);
        _lengths.Clear();
        _lengths.AddRange(kept.Select(text => text.Length));
        _gone = 0;
        MoveVectors(moved);
    }

    private static TermPostings Moved(TermPostings postings, int[] moved, List<Slot> kept)
    {
        var clean = new TermPostings();
        foreach (ref readonly var segment in postings.Segments)
        {
            foreach (var entry in segment.Entries.AsSpan(0, segment.Count))
            {
                if (moved[(segment.Window * Window) + (int)(entry >> 8)] is var slot and >= 0)
                {
                    clean.Add(slot, (int)(entry & 0xFF), kept[slot].Length);
                }
            }
        }

        return clean;
    }

    private ReadOnlySpan<Slot> Texts => CollectionsMarshal.AsSpan(_texts);

    /// <param name="Text">Null once it is gone.</param>
    /// <param name="Length">L of <see cref="Bm25"/>.</param>
    private readonly record struct Slot(Guid Id, IndexedText? Text, int Length);
}

/// <summary>Counts the terms of one text at a time without making anything.</summary>
internal sealed class TermCounter
{
    private readonly List<int> _met = [];
    private int[] _counts = new int[1024];

    /// <summary>Terms of the text, in the order they were met.</summary>
    public ReadOnlySpan<int> Terms => CollectionsMarshal.AsSpan(_met);

    public int Of(int term) => Math.Min(_counts[term], Bm25.MaximumCount);

    /// <returns>The text's length.</returns>
    public int Count(IndexedText text, RetrievalParameters parameters, Vocabulary vocabulary)
    {
        var length = 0;
        foreach (var (field, weight) in text.Fields(parameters))
        {
            if (field.Length == 0)
            {
                continue;
            }

            var terms = Analyser.Analyse(field);
            length += terms.Count * weight;
            foreach (ref readonly var term in CollectionsMarshal.AsSpan(terms))
            {
                Add(vocabulary.Add(term), weight);
            }
        }

        return length;
    }

    public void Clear()
    {
        _met.ForEach(term => _counts[term] = 0);
        _met.Clear();
    }

    private void Add(int term, int weight)
    {
        if (term >= _counts.Length)
        {
            Array.Resize(ref _counts, Math.Max(term + 1, _counts.Length * 2));
        }

        if (_counts[term] == 0)
        {
            _met.Add(term);
        }

        _counts[term] += weight;
    }
}
