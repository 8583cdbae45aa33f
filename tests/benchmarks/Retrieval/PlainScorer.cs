using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.Benchmarks.Retrieval;

/// <summary>BM25 as it is defined, on every text, for queries known before; keeps of each text only what they ask for.</summary>
internal sealed class PlainScorer(IReadOnlyList<Query> queries)
{
    private static readonly RetrievalParameters Parameters = RetrievalParameters.Shipped;
    private readonly Dictionary<AnalysedTerm, int> _wanted = queries.SelectMany(query => query.Terms).Select(term => term.Term).Distinct().Index().ToDictionary(one => one.Item, one => one.Index);
    private readonly List<(Guid Id, int Length, (int Term, int Count)[] Counts)> _texts = [];
    private readonly Dictionary<int, int> _holding = [];
    private long _length;

    public void Add(Guid id, string text)
    {
        var counts = new Dictionary<int, int>();
        var terms = Analyser.Analyse(text);
        foreach (var term in terms)
        {
            if (_wanted.TryGetValue(term with { Start = 0, End = 0 }, out var wanted))
                counts[wanted] = counts.GetValueOrDefault(wanted) + 1;
        }

        foreach (var term in counts.Keys)
            _holding[term] = _holding.GetValueOrDefault(term) + 1;
        _texts.Add((id, terms.Count, [.. counts.Select(one => (one.Key, Math.Min(one.Value, Bm25.MaximumCount)))]));
        _length += terms.Count;
    }

    public IEnumerable<Hit> Best(int query, int take)
    {
        var mean = _length / (double)_texts.Count;
        var terms = queries[query].Terms.Select(term => (Number: _wanted[term.Term], term.Weight)).Where(term => _holding.ContainsKey(term.Number))
            .Select(term => (term.Number, Weight: term.Weight * Bm25.Rarity(_texts.Count, _holding[term.Number]))).ToArray();
        return _texts.Select(text => new Hit(text.Id, terms.Sum(term => Array.Find(text.Counts, one => one.Term == term.Number) is (_, > 0 and var count)
                ? Bm25.Points(Parameters, term.Weight, count, text.Length, mean)
                : 0)))
            .Where(hit => hit.Score > 0)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Id)
            .Take(take);
    }
}
