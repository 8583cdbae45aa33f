using System.Buffers;
using System.Runtime.InteropServices;

namespace Platform.TechTransfer.Matching.Retrieval;

public sealed partial class TextIndex
{
    /// <summary>Room for what single precision and adding up in another order may change.</summary>
    private const double Slack = 1 - 1e-6;

    /// <summary>Counts whose saturation is kept ready.</summary>
    private const int Ready = 4;

    private Saturations? _saturations;

    /// <summary>The best <paramref name="take"/> texts that hold a term of the query, best first; ties by id.</summary>
    /// <remarks>
    /// MaxScore (Turtle and Flood 1995) a window at a time, with bounds of each window (block-max, Ding and Suel 2011): the terms
    /// that together cannot lift a text among the best are not walked, only looked up for texts that the others bring near. What is
    /// compared in the end is each text's sum in the query's order, so that it equals a plain sum to the last bit.
    /// </remarks>
    /// <param name="may">Which texts count; all where null.</param>
    public IReadOnlyList<Hit> Search(Query query, int take, Func<Guid, bool>? may = null)
    {
        var best = new BestHits(take);
        if (take <= 0 || Count == 0)
        {
            return best.Sorted();
        }

        var cursors = Cursors(query);
        if (cursors.Length == 0)
        {
            return best.Sorted();
        }

        var sums = ArrayPool<double>.Shared.Rent(Window);
        try
        {
            var scan = new Scan(cursors, sums, best, new LowerBounds(take), MeanLength, may, SaturationsNow());
            for (var window = 0; window * Window < _texts.Count; window++)
            {
                ScanWindow(scan, window);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(sums);
        }

        return best.Sorted();
    }

    /// <summary>What each of the query's terms adds to a text's score; nothing for terms it does not hold.</summary>
    public IReadOnlyList<(QueryTerm Term, double Points)> Explain(Query query, Guid id)
    {
        if (!_slots.TryGetValue(id, out var slot))
        {
            return [];
        }

        var length = _texts[slot].Length;
        var mean = MeanLength;
        var parts = new List<(QueryTerm, double)>();
        foreach (var cursor in Cursors(query))
        {
            var count = Seek(cursor, slot / Window) ? cursor.Segment.CountAt(slot % Window) : 0;
            if (count > 0)
            {
                parts.Add((cursor.Term, Bm25.Points(parameters, cursor.Weight, count, length, mean)));
            }
        }

        return parts;
    }

    /// <summary>The fields in which a text holds the query's terms.</summary>
    public IReadOnlyDictionary<AnalysedTerm, TextFields> Places(Query query, Guid id) =>
        _slots.TryGetValue(id, out var slot) ? _texts[slot].Text!.Places(query.Terms.Select(term => term.Term)) : new Dictionary<AnalysedTerm, TextFields>();

    /// <summary>Σ w·idf of what the query has written: what a text's points are measured against. Translations are left out.</summary>
    public double Weight(Query query)
    {
        double weight = 0;
        foreach (var term in query.Terms)
        {
            var number = _vocabulary.Find(term.Term);
            weight += term.From.Length > 0 ? 0 : term.Weight * Bm25.Rarity(Count, number < 0 ? 0 : _terms[number].Holding);
        }

        return weight;
    }

    /// <summary>Terms of the query that some text holds, in the query's order.</summary>
    private Cursor[] Cursors(Query query)
    {
        var cursors = new List<Cursor>(query.Terms.Count);
        foreach (var term in query.Terms)
        {
            var number = _vocabulary.Find(term.Term);
            if (number >= 0 && _terms[number].Holding > 0)
            {
                cursors.Add(new Cursor(term, term.Weight * Bm25.Rarity(Count, _terms[number].Holding), _terms[number]));
            }
        }

        return [.. cursors];
    }

    private static bool Seek(Cursor cursor, int window)
    {
        var segments = cursor.Postings.Segments;
        while (cursor.Next < segments.Length && segments[cursor.Next].Window < window)
        {
            cursor.Next++;
        }

        var here = cursor.Next < segments.Length && segments[cursor.Next].Window == window;
        cursor.Segment = here ? segments[cursor.Next] : default;
        cursor.Place = 0;
        return here;
    }

    private void ScanWindow(Scan scan, int window)
    {
        scan.Here.Clear();
        foreach (var cursor in scan.Cursors)
        {
            if (Seek(cursor, window))
            {
                cursor.Bound = Bm25.Points(parameters, cursor.Weight, cursor.Segment.MaximumCount, cursor.Segment.MinimumLength, scan.Mean);
                scan.Here.Add(cursor);
            }
        }

        var resting = Part(scan);
        if (resting.Length == scan.Here.Count)
        {
            return;
        }

        var texts = Math.Min(Window, _texts.Count - (window * Window));
        Array.Clear(scan.Sums, 0, texts);
        foreach (var cursor in scan.ByBound.AsSpan(resting.Length, scan.Here.Count - resting.Length))
        {
            AddUp(cursor, scan, window);
        }

        Gather(scan, window, texts, resting);
    }

    /// <summary>The terms that together cannot lift a text among the best, by their bounds; each cursor knows what it and those before it may add.</summary>
    private static ReadOnlySpan<Cursor> Part(Scan scan)
    {
        scan.Here.CopyTo(scan.ByBound);
        var terms = scan.ByBound.AsSpan(0, scan.Here.Count);
        terms.Sort((one, other) => one.Bound.CompareTo(other.Bound));
        double sum = 0;
        var count = 0;
        while (count < terms.Length && sum + terms[count].Bound < scan.Threshold * Slack)
        {
            sum += terms[count].Bound;
            terms[count++].Together = sum;
        }

        return terms[..count];
    }

    private void AddUp(Cursor cursor, Scan scan, int window)
    {
        var lengths = CollectionsMarshal.AsSpan(_lengths)[(window * Window)..];
        var ready = scan.Saturations.AsSpan(window * Window * Ready);
        var sums = scan.Sums;
        var (weight, top, flat, slope) = (cursor.Weight, cursor.Weight * (parameters.K1 + 1), parameters.K1 * (1 - parameters.B), parameters.K1 * parameters.B / scan.Mean);
        foreach (var entry in cursor.Segment.Entries.AsSpan(0, cursor.Segment.Count))
        {
            var (place, count) = ((int)(entry >> 8), (int)(entry & 0xFF));
            sums[place] += count <= Ready ? weight * ready[(place * Ready) + count - 1] : top * count / (count + flat + (slope * lengths[place]));
        }
    }

    /// <summary>What a text's first counts of any term add for a weight of 1: most postings have one of them, and divisions are dear.</summary>
    private float[] SaturationsNow()
    {
        var mean = MeanLength;
        var known = _saturations;
        if (known is not null && known.Mean == mean && known.Texts == _texts.Count && known.Cleanings == _cleanings)
        {
            return known.Values;
        }

        var values = new float[_texts.Count * Ready];
        for (var slot = 0; slot < _texts.Count; slot++)
        {
            for (var count = 1; count <= Ready; count++)
            {
                values[(slot * Ready) + count - 1] = (float)Bm25.Points(parameters, 1, count, _lengths[slot], mean);
            }
        }

        // Searches that overlap may each make it; they make the same.
        _saturations = new Saturations(mean, _texts.Count, _cleanings, values);
        return values;
    }

    private void Gather(Scan scan, int window, int count, ReadOnlySpan<Cursor> resting)
    {
        var texts = Texts.Slice(window * Window, count);
        var sums = scan.Sums;
        for (var place = 0; place < count; place++)
        {
            if (sums[place] > scan.Bounds.Least && (texts[place].Text is null || scan.May?.Invoke(texts[place].Id) == false))
            {
                sums[place] = 0;
            }

            if (sums[place] > scan.Bounds.Least)
            {
                scan.Bounds.Add(sums[place]);
            }
        }

        for (var place = 0; place < count; place++)
        {
            if (sums[place] > 0 && MayBeAmongBest(scan, place, texts[place].Length, resting) && texts[place].Text is not null && scan.May?.Invoke(texts[place].Id) != false)
            {
                scan.Best.Add(new Hit(texts[place].Id, Sum(scan, place, texts[place].Length)));
            }
        }
    }

    /// <summary>Looks up the resting terms from the strongest on, until they can no longer lift the text among the best.</summary>
    private bool MayBeAmongBest(Scan scan, int place, int length, ReadOnlySpan<Cursor> resting)
    {
        var (sum, threshold) = (scan.Sums[place], scan.Threshold * Slack);
        for (var term = resting.Length - 1; term >= 0 && sum < threshold; term--)
        {
            if (sum + resting[term].Together < threshold)
            {
                return false;
            }

            var count = resting[term].CountAfter(place);
            sum += count == 0 ? 0 : Bm25.Points(parameters, resting[term].Weight, count, length, scan.Mean);
        }

        return sum >= threshold;
    }

    private double Sum(Scan scan, int place, int length)
    {
        double sum = 0;
        foreach (var cursor in scan.Here)
        {
            var count = cursor.Segment.CountAt(place);
            if (count > 0)
            {
                sum += Bm25.Points(parameters, cursor.Weight, count, length, scan.Mean);
            }
        }

        return sum;
    }

    private sealed record Saturations(double Mean, int Texts, int Cleanings, float[] Values);

    /// <summary>A term on its way through the windows.</summary>
    private sealed class Cursor(QueryTerm term, double weight, TermPostings postings)
    {
        public QueryTerm Term { get; } = term;

        /// <summary>w·idf.</summary>
        public double Weight { get; } = weight;

        public TermPostings Postings { get; } = postings;

        public int Next { get; set; }

        public Segment Segment;

        /// <summary>The entry that <see cref="CountAfter"/> has come to.</summary>
        public int Place { get; set; }

        public double Bound { get; set; }

        /// <summary>Its bound and those of the weaker ones.</summary>
        public double Together { get; set; }

        /// <summary>As <see cref="Segment.CountAt"/>, for places that are asked for in their order: walking on costs less than searching.</summary>
        public int CountAfter(int place)
        {
            var entries = Segment.Entries.AsSpan(0, Segment.Count);
            var (at, least) = (Place, (uint)place << 8);
            while (at < entries.Length && entries[at] < least)
            {
                at++;
            }

            Place = at;
            return at < entries.Length && entries[at] >> 8 == (uint)place ? (int)(entries[at] & 0xFF) : 0;
        }
    }

    private sealed record Scan(Cursor[] Cursors, double[] Sums, BestHits Best, LowerBounds Bounds, double Mean, Func<Guid, bool>? May, float[] Saturations)
    {
        /// <summary>Terms found in this window, in the query's order.</summary>
        public List<Cursor> Here { get; } = new(Cursors.Length);

        /// <summary>The same by their bounds, room for as many as the query has.</summary>
        public Cursor[] ByBound { get; } = new Cursor[Cursors.Length];

        /// <summary>No text below it can be among the best.</summary>
        public double Threshold => Math.Max(Bounds.Least, Best.Least);
    }
}
