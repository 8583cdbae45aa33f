using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Matching;

/// <summary>The listings that fit a need best, exactly as <see cref="Formula"/> on every listing would have it.</summary>
public static class NeedSearch
{
    private const double FacetsMaximum = Formula.IndustryMaximum + Formula.ReadinessMaximum + Formula.FormMaximum + Formula.PriceMaximum;
    private const int FirstFetch = 64;

    /// <summary>The best <paramref name="take"/> listings on the need's topic, best first; ties by id. Where there are none, those of its industry.</summary>
    public static IReadOnlyList<Scored> Run(ItemIndex<Listed> listings, Need need, int take, Glossary? glossary = null)
    {
        var query = NeedQuery.Of(need, glossary, listings.Parameters.GlossaryWeight);
        var whole = listings.Texts.Weight(query);
        var best = OnTopic(listings, need, query, whole, take);
        best = best.Count > 0 ? best : OfIndustry(listings, need, query, whole, take);
        return best.ConvertAll(scored => Explained(listings, need, query, scored));
    }

    /// <summary>One listing's fit to a need, of whatever topic; null where it is not offered.</summary>
    public static Scored? Rate(ItemIndex<Listed> listings, Need need, Guid listing, Glossary? glossary = null)
    {
        var query = NeedQuery.Of(need, glossary, listings.Parameters.GlossaryWeight);
        return listings.TryGet(listing, out var listed)
            ? Explained(listings, need, query, Rate(listings, need, query, listings.Texts.Weight(query), listed))
            : null;
    }

    /// <summary>
    /// Fetches the best by text, and more until the next could not make up by its facets what it lacks in text: below
    /// the last that was fetched, no text is worth more than its.
    /// </summary>
    private static List<Scored> OnTopic(ItemIndex<Listed> listings, Need need, Query query, double whole, int take)
    {
        for (var fetch = Math.Max(FirstFetch, take * 4);; fetch *= 4)
        {
            var hits = listings.Texts.Search(query, fetch);
            var best = hits
                .Select(hit => Rate(listings, need, query, whole, listings[hit.Id]))
                .Where(scored => scored.OnTopic)
                .OrderByDescending(scored => scored.Score)
                .ThenBy(scored => scored.Listing.Id)
                .Take(take)
                .ToList();
            if (hits.Count < fetch)
            {
                return best;
            }

            var last = Text(listings, hits[^1].Score, whole);
            if (last < Formula.TopicalMinimum || (best.Count == take && best[^1].Score > last + FacetsMaximum))
            {
                return best;
            }
        }
    }

    private static List<Scored> OfIndustry(ItemIndex<Listed> listings, Need need, Query query, double whole, int take) =>
    [
        .. listings.Items.Values
            .Where(listed => listed.Industry == need.Industry)
            .Select(listed => Rate(listings, need, query, whole, listed) with { OnTopic = false })
            .OrderByDescending(scored => scored.Score)
            .ThenBy(scored => scored.Listing.Id)
            .Take(take),
    ];

    private static Scored Rate(ItemIndex<Listed> listings, Need need, Query query, double whole, Listed listed)
    {
        var parts = listings.Texts.Explain(query, listed.Id);
        var text = Text(listings, parts.Sum(part => part.Points), whole);
        var topical = Text(listings, parts.Where(part => !part.Term.Term.IsCharacter).Sum(part => part.Points), whole);
        return Scored.Of(need, listed, topical >= Formula.TopicalMinimum, text, []);
    }

    /// <summary>With the terms in common.</summary>
    private static Scored Explained(ItemIndex<Listed> listings, Need need, Query query, Scored scored)
    {
        var (texts, id) = (listings.Texts, scored.Listing.Id);
        var asked = NeedQuery.Fields(need).Select(field => field.Text);
        return scored with { Terms = Phrases.Join(asked, texts.Explain(query, id), texts.Places(query, id), scored.Text) };
    }

    private static double Text(ItemIndex<Listed> listings, double points, double whole) =>
        Formula.Text(points / (listings.Parameters.K1 + 1), whole);
}
