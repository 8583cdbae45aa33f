using Platform.TechTransfer.Matching;
using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Tests.Matching;

/// <summary>The formulas as they are documented, on every text, without an index.</summary>
internal static class BruteForce
{
    private static readonly RetrievalParameters Parameters = RetrievalParameters.Shipped;

    /// <summary>BM25 over all texts; those that hold none of the terms are left out.</summary>
    public static List<Hit> Bm25Of(IReadOnlyCollection<(Guid Id, IndexedText Text)> texts, Query query, int take)
    {
        var all = Count(texts);
        var rated = all.Select(one => new Hit(one.Id, Parts(all, one, query).Sum(part => part.Points)));
        return [.. rated.Where(hit => hit.Score > 0).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id).Take(take)];
    }

    public static List<(Guid Id, double Score)> Rank(IReadOnlyCollection<Listed> listings, Need need, int take)
    {
        var all = Count([.. listings.Select(listing => (listing.Id, listing.ToText()))]);
        var query = NeedQuery.Of(need, null, 0);
        var whole = query.Terms.Sum(term => term.Weight * Bm25.Rarity(all.Count, Holding(all, term)));
        var rated = listings.Zip(all).Select(one =>
        {
            double Text(bool characters) => Formula.Text(
                Parts(all, one.Second, query).Where(part => characters || !part.Term.Term.IsCharacter).Sum(part => part.Points) / (Parameters.K1 + 1), whole);
            return (one.First.Id, one.First.Industry, Scored.Of(need, one.First, true, Text(true), []).Score, OnTopic: Text(false) >= Formula.TopicalMinimum);
        }).ToList();
        var candidates = rated.Any(one => one.OnTopic) ? rated.Where(one => one.OnTopic) : rated.Where(one => one.Industry == need.Industry);
        return [.. candidates.OrderByDescending(one => one.Score).ThenBy(one => one.Id).Take(take).Select(one => (one.Id, one.Score))];
    }

    private static List<Counted> Count(IReadOnlyCollection<(Guid Id, IndexedText Text)> texts) =>
    [
        .. texts.Select(one =>
        {
            var counts = new Dictionary<AnalysedTerm, int>();
            var length = 0;
            foreach (var (field, weight) in one.Text.Fields(Parameters))
            {
                foreach (var term in Analyser.Analyse(field).Select(term => term with { Start = 0, End = 0 }))
                {
                    counts[term] = counts.GetValueOrDefault(term) + weight;
                    length += weight;
                }
            }

            return new Counted(one.Id, counts, length);
        }),
    ];

    private static IEnumerable<(QueryTerm Term, double Points)> Parts(List<Counted> all, Counted one, Query query)
    {
        var mean = Math.Max(1, all.Sum(text => (long)text.Length)) / (double)Math.Max(1, all.Count);
        foreach (var term in query.Terms.Where(term => one.Counts.ContainsKey(term.Term)))
        {
            var weight = term.Weight * Bm25.Rarity(all.Count, Holding(all, term));
            yield return (term, Bm25.Points(Parameters, weight, Math.Min(one.Counts[term.Term], Bm25.MaximumCount), one.Length, mean));
        }
    }

    private static int Holding(List<Counted> all, QueryTerm term) => all.Count(text => text.Counts.ContainsKey(term.Term));

    private sealed record Counted(Guid Id, Dictionary<AnalysedTerm, int> Counts, int Length);
}
