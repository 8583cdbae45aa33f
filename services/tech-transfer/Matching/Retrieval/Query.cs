namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A term that is looked for.</summary>
/// <param name="Weight">w of <see cref="Bm25"/>.</param>
/// <param name="From">For a translated term what was written, else empty.</param>
public readonly record struct QueryTerm(AnalysedTerm Term, double Weight, string From);

/// <summary>What is looked for: each term once, in the order of its first place.</summary>
public sealed record Query(IReadOnlyList<QueryTerm> Terms)
{
    public bool IsEmpty => Terms.Count == 0;

    public static Query Of(string text, Glossary? glossary = null, double glossaryWeight = 0) => Of([(text, 1)], glossary, glossaryWeight);

    /// <param name="fields">Texts with how much each of their terms counts.</param>
    /// <param name="glossary">Adds the terms of translations that are not written themselves.</param>
    public static Query Of(IEnumerable<(string Text, double Weight)> fields, Glossary? glossary = null, double glossaryWeight = 0)
    {
        var weights = new Dictionary<AnalysedTerm, (int Place, double Weight, string From)>();
        var translated = new List<(AnalysedTerm Term, double Weight, string From)>();
        foreach (var (text, weight) in fields)
        {
            var terms = Analyser.Analyse(text);
            terms.ForEach(term => Add(weights, term, weight, ""));
            foreach (var (from, words) in glossary?.Translate(terms) ?? [])
            {
                translated.AddRange(words.Select(word => (word, weight * glossaryWeight, from)));
            }
        }

        foreach (var (term, weight, from) in translated.Where(one => !weights.ContainsKey(Bare(one.Term))).ToList())
        {
            Add(weights, term, weight, from);
        }

        return new Query([.. weights.OrderBy(one => one.Value.Place).Select(one => new QueryTerm(one.Key, one.Value.Weight, one.Value.From))]);
    }

    private static void Add(Dictionary<AnalysedTerm, (int Place, double Weight, string From)> weights, AnalysedTerm term, double weight, string from)
    {
        var key = Bare(term);
        weights[key] = weights.TryGetValue(key, out var known) ? (known.Place, known.Weight + weight, known.From) : (weights.Count, weight, from);
    }

    /// <summary>Wherever it stands.</summary>
    private static AnalysedTerm Bare(AnalysedTerm term) => term with { Start = 0, End = 0 };
}
