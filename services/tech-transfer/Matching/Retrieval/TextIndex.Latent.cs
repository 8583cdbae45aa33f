namespace Platform.TechTransfer.Matching.Retrieval;

public sealed partial class TextIndex
{
    private LatentSpace? _space;
    private LatentVectors? _vectors;
    private int _cleanings;

    /// <summary>Whether there is no latent space yet, or the texts have become many more or fewer since it was learnt.</summary>
    public bool WantsLearning => _space is null
        ? Count > 1
        : Count > _space.Texts * parameters.LatentRetrainGrowth || Count < _space.Texts / parameters.LatentRetrainGrowth;

    /// <summary>Texts to learn a space from: all, or as many as the parameters say, chosen by a hash of their ids, so that every replica takes the same.</summary>
    public LatentSample Sample()
    {
        var slots = _slots.Values
            .OrderBy(slot => Spread(_texts[slot].Id))
            .ThenBy(slot => _texts[slot].Id)
            .Take(parameters.LatentSample);
        var mean = MeanLength;
        // Counting again what is indexed already adds no term; a counter of its own, as searches may overlap.
        var counter = new TermCounter();
        List<(int, float)[]> rows = [.. slots.Select(slot => Row(_texts[slot], counter, mean))];
        return new LatentSample(rows, [.. _terms.Select(term => (float)Bm25.Rarity(Count, term.Holding))], Count);
    }

    /// <summary>Uses a space that was learnt from a sample of this index; texts that came since take part.</summary>
    public void Adopt(LatentSpace space) => Adopt(space, Prepare(space));

    /// <summary>The work of <see cref="Adopt(LatentSpace)"/> that may run beside searches.</summary>
    internal PreparedVectors Prepare(LatentSpace space)
    {
        var vectors = new LatentVectors(space.Rank);
        Fill(space, vectors, 0);
        return new PreparedVectors(vectors, _texts.Count, _cleanings);
    }

    /// <summary>What changed since it was prepared is made good.</summary>
    internal void Adopt(LatentSpace space, PreparedVectors prepared)
    {
        var fits = prepared.Cleanings == _cleanings;
        var vectors = fits ? prepared.Vectors : new LatentVectors(space.Rank);
        Fill(space, vectors, fits ? prepared.Slots / Window : 0);
        (_space, _vectors) = (space, vectors);
    }

    private void Fill(LatentSpace space, LatentVectors vectors, int fromWindow)
    {
        var next = new int[_terms.Count];
        var sums = new float[Window * space.Rank];
        for (var window = fromWindow; window * Window < _texts.Count; window++)
        {
            Array.Clear(sums);
            AddTerms(space, window, next, sums);
            for (var slot = window * Window; slot < Math.Min(_texts.Count, (window + 1) * Window); slot++)
            {
                vectors.Set(slot, sums.AsSpan((slot % Window) * space.Rank, space.Rank));
            }
        }
    }

    /// <summary>
    /// The texts on the query's topic, also where they share few of its words: by likeness to the query's vector plus that of the
    /// text that BM25 finds first (pseudo-relevance feedback with one text, Rocchio 1971).
    /// </summary>
    /// <param name="may">Which texts are returned; all where null. The text found first may be any.</param>
    /// <returns>Best first; scores are cosines. Where no space has been learnt, or none of the query's terms is in it, BM25's best.</returns>
    public IReadOnlyList<Hit> Neighbours(Query query, int take, Func<Guid, bool>? may = null)
    {
        if (_space is null || _vectors is null || Vector(query) is not { } vector)
        {
            return Search(query, take, may);
        }

        var best = new BestHits(take);
        var likeness = new float[Window];
        for (var window = 0; window * Window < _texts.Count; window++)
        {
            var count = Math.Min(Window, _texts.Count - (window * Window));
            _vectors.Likeness(vector, window, likeness.AsSpan(0, count));
            for (var place = 0; place < count; place++)
            {
                if (likeness[place] > 0 && likeness[place] >= best.Least && _texts[(window * Window) + place] is { Text: not null } text && may?.Invoke(text.Id) != false)
                {
                    best.Add(new Hit(text.Id, likeness[place]));
                }
            }
        }

        return best.Sorted();
    }

    /// <summary>FNV-1a: ids made one after another are far from each other.</summary>
    private static ulong Spread(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var hash = 14695981039346656037;
        foreach (var part in bytes)
        {
            hash = (hash ^ part) * 1099511628211;
        }

        return hash;
    }

    private float[]? Vector(Query query)
    {
        var own = new float[_space!.Rank];
        foreach (var term in query.Terms)
        {
            if (_vocabulary.Find(term.Term) is var number and >= 0 && _space.Of(number) is { Length: > 0 } vector)
            {
                LatentSpace.Add(own, vector, (float)term.Weight);
            }
        }

        var norm = MathF.Sqrt(own.Sum(part => part * part));
        if (norm == 0)
        {
            return null;
        }

        own = Array.ConvertAll(own, part => part / norm);
        if (Search(query, 1) is [var first, ..])
        {
            _vectors!.AddTo(own, _slots[first.Id], (float)parameters.FeedbackMix);
        }

        return own;
    }

    private void AddTerms(LatentSpace space, int window, int[] next, float[] sums)
    {
        var mean = MeanLength;
        for (var term = 0; term < next.Length; term++)
        {
            var segments = _terms[term].Segments;
            while (next[term] < segments.Length && segments[next[term]].Window < window)
            {
                next[term]++;
            }

            if (next[term] == segments.Length || segments[next[term]].Window != window || space.Of(term) is not { Length: > 0 } vector)
            {
                continue;
            }

            foreach (var entry in segments[next[term]].Entries.AsSpan(0, segments[next[term]].Count))
            {
                var place = (int)(entry >> 8);
                var weight = Bm25.Points(parameters, 1, (int)(entry & 0xFF), _texts[(window * Window) + place].Length, mean);
                LatentSpace.Add(sums.AsSpan(place * space.Rank, space.Rank), vector, (float)weight);
            }
        }
    }

    private (int Term, float Weight)[] Row(Slot slot, TermCounter counter, double mean)
    {
        counter.Count(slot.Text!, parameters, _vocabulary);
        var row = new (int, float)[counter.Terms.Length];
        for (var place = 0; place < row.Length; place++)
        {
            var term = counter.Terms[place];
            row[place] = (term, (float)Bm25.Points(parameters, 1, counter.Of(term), slot.Length, mean));
        }

        counter.Clear();
        return row;
    }

    /// <summary>Of the text that is in the counter.</summary>
    private void AddVector(int slot, int length)
    {
        if (_space is null)
        {
            return;
        }

        var mean = MeanLength;
        var sum = new float[_space.Rank];
        foreach (var term in _counter.Terms)
        {
            if (_space.Of(term) is { Length: > 0 } vector)
            {
                LatentSpace.Add(sum, vector, (float)Bm25.Points(parameters, 1, _counter.Of(term), length, mean));
            }
        }

        _vectors!.Set(slot, sum);
    }

    private void MoveVectors(int[] moved)
    {
        _cleanings++;
        if (_vectors is null || _space is null)
        {
            return;
        }

        var kept = new LatentVectors(_space.Rank);
        for (var slot = 0; slot < moved.Length; slot++)
        {
            if (moved[slot] >= 0)
            {
                kept.Copy(_vectors, slot, moved[slot]);
            }
        }

        _vectors = kept;
    }

    /// <param name="Slots">Texts, gone ones too, when it was prepared.</param>
    /// <param name="Cleanings">How often slots had moved by then.</param>
    internal sealed record PreparedVectors(LatentVectors Vectors, int Slots, int Cleanings);
}
