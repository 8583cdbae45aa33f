using System.Runtime.InteropServices;

namespace Platform.TechTransfer.Matching;

public sealed partial class InvertedIndex
{
    /// <summary>The best <paramref name="take"/> listings, best first; ties by id.</summary>
    public IReadOnlyList<Scored> Search(Need need, int take)
    {
        var terms = Weigh(need);
        var whole = terms.Sum(term => term.Weight);
        var coverage = Cover(terms);
        var found = new List<(int Slot, double Text, double Score)>();
        for (var slot = 0; slot < coverage.Length; slot++)
        {
            if (Formula.Text(coverage[slot].OnTopic, whole) >= Formula.TopicalMinimum)
            {
                found.Add(Rate(need, slot, coverage[slot].Points, whole));
            }
        }

        var onTopic = found.Count > 0;
        if (!onTopic)
        {
            found.AddRange(_slots.Values.Where(slot => _listings[slot].Listing.Industry == need.Industry).Select(slot => Rate(need, slot, coverage[slot].Points, whole)));
        }

        var best = found.OrderByDescending(one => one.Score).ThenBy(one => _listings[one.Slot].Listing.Id).Take(take).ToList();
        var shares = Shares(terms, best.ConvertAll(one => one.Slot));
        return best.ConvertAll(one => Scored.Of(
            need, _listings[one.Slot].Listing, onTopic, one.Text, Phrases.Join(need, shares[one.Slot], one.Text)));
    }

    private (int Slot, double Text, double Score) Rate(Need need, int slot, double covered, double whole)
    {
        var text = Formula.Text(covered, whole);
        return (slot, text, Scored.Of(need, _listings[slot].Listing, true, text, []).Score);
    }

    /// <summary>The need's terms, each with what it weighs among these listings and where it stands.</summary>
    private List<(QueryTerm Term, double Weight, TermPostings? Postings)> Weigh(Need need) =>
    [
        .. QueryTerms.Of(need).Select(term =>
        {
            var postings = _terms.GetValueOrDefault(term.Text);
            return (term, term.Weight * Formula.Rarity(Count, postings?.Holding ?? 0), postings);
        }),
    ];

    /// <summary>How much of the need's weighted vocabulary each listing covers.</summary>
    private Coverage[] Cover(List<(QueryTerm Term, double Weight, TermPostings? Postings)> terms)
    {
        var coverage = new Coverage[_listings.Count];
        var norms = LengthNorms();
        foreach (var (term, weight, postings) in terms)
        {
            foreach (var entry in CollectionsMarshal.AsSpan(postings?.Entries))
            {
                if (norms[entry.Slot] > 0)
                {
                    var points = weight * Formula.Saturated(entry.Count, norms[entry.Slot]);
                    coverage[entry.Slot].Points += points;
                    coverage[entry.Slot].OnTopic += term.Kind == TermKind.Character ? 0 : points;
                }
            }
        }

        return coverage;
    }

    private Dictionary<int, List<SharedTerm>> Shares(List<(QueryTerm Term, double Weight, TermPostings? Postings)> terms, List<int> slots)
    {
        var shares = slots.ToDictionary(slot => slot, _ => new List<SharedTerm>());
        var wanted = new bool[_listings.Count];
        slots.ForEach(slot => wanted[slot] = true);
        foreach (var (term, weight, postings) in terms)
        {
            foreach (var entry in CollectionsMarshal.AsSpan(postings?.Entries))
            {
                // A slot taken over from a gone listing has none of its entries: cleaning came first.
                if (wanted[entry.Slot])
                {
                    var norm = Formula.LengthNorm(_listings[entry.Slot].Length, (double)_length / Count);
                    shares[entry.Slot].Add(new SharedTerm(term.Text, weight * Formula.Saturated(entry.Count, norm)));
                }
            }
        }

        return shares;
    }

    /// <summary>By slot; 0 for gone listings.</summary>
    private double[] LengthNorms() =>
        [.. _listings.Select(listing => listing.Gone ? 0 : Formula.LengthNorm(listing.Length, (double)_length / Count))];
}
