using Platform.TechTransfer.Matching;

namespace Platform.TechTransfer.Tests.Matching;

/// <summary>The formula as it is documented, on every listing, without an index.</summary>
internal static class BruteForce
{
    public static IReadOnlyList<(Guid Id, double Score)> Rank(IReadOnlyCollection<Listed> listings, Need need, int take)
    {
        var all = listings.Select(listing => (Listing: listing, Terms: ListingTerms.Of(listing))).ToList();
        var mean = all.Count == 0 ? 0 : all.Sum(one => (long)one.Terms.Length) / (double)all.Count;
        var terms = QueryTerms.Of(need)
            .Select(term => (term.Text, term.Kind, Weight: term.Weight * Formula.Rarity(all.Count, all.Count(one => one.Terms.Counts.ContainsKey(term.Text)))))
            .ToList();
        var whole = terms.Sum(term => term.Weight);
        var rated = all.ConvertAll(one =>
        {
            double Covered(bool characters) => terms
                .Where(term => (characters || term.Kind != TermKind.Character) && one.Terms.Counts.ContainsKey(term.Text))
                .Sum(term => term.Weight * Formula.Saturated(one.Terms.Counts[term.Text], Formula.LengthNorm(one.Terms.Length, mean)));
            var scored = Scored.Of(need, one.Listing, true, Formula.Text(Covered(true), whole), []);
            return (one.Listing, scored.Score, OnTopic: Formula.Text(Covered(false), whole) >= Formula.TopicalMinimum);
        });
        var candidates = rated.Any(one => one.OnTopic) ? rated.Where(one => one.OnTopic) : rated.Where(one => one.Listing.Industry == need.Industry);
        return [.. candidates.OrderByDescending(one => one.Score).ThenBy(one => one.Listing.Id).Take(take).Select(one => (one.Listing.Id, one.Score))];
    }
}
