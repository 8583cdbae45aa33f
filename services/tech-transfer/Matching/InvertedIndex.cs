using System.Runtime.InteropServices;

namespace Platform.TechTransfer.Matching;

/// <summary>
/// The offered listings by the terms they hold. Its ranking is exactly that of <see cref="Formula"/> on every listing, at
/// the cost of the postings of the need's terms. Not safe for concurrent use.
/// </summary>
public sealed class InvertedIndex
{
    private readonly Dictionary<string, TermPostings> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _slots = [];
    private readonly List<IndexedListing> _listings = [];
    private readonly Stack<int> _free = [];
    private long _length;
    private int _gone;

    public int Count => _slots.Count;

    public void Put(Listed listing)
    {
        Remove(listing.Id);
        var terms = ListingTerms.Of(listing);
        if (!_free.TryPop(out var slot))
        {
            slot = _listings.Count;
            _listings.Add(default!);
        }

        var held = new List<TermPostings>(terms.Counts.Count);
        foreach (var (term, count) in terms.Counts)
        {
            ref var postings = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, term, out _);
            postings ??= new TermPostings();
            postings.Entries.Add(new Posting(slot, count));
            postings.Holding++;
            held.Add(postings);
        }

        _listings[slot] = new IndexedListing(listing, terms.Length, held);
        _slots.Add(listing.Id, slot);
        _length += terms.Length;
    }

    public void Remove(Guid listingId)
    {
        if (!_slots.Remove(listingId, out var slot))
        {
            return;
        }

        var gone = _listings[slot];
        gone.Held.ForEach(postings => postings.Holding--);
        gone.Gone = true;
        _length -= gone.Length;
        // Entries of the gone stay until they outnumber the rest: cleaning costs a walk over all postings.
        if (++_gone > Math.Max(256, _slots.Count))
        {
            Clean();
        }
    }

    /// <summary>The best <paramref name="take"/> listings, best first; ties by id.</summary>
    public IReadOnlyList<Scored> Search(Need need, int take)
    {
        var terms = QueryTerms.Of(need);
        var (coverage, whole) = Cover(terms);
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

    /// <summary>How much of the need's weighted vocabulary each listing covers, and all there is to cover.</summary>
    private (Coverage[] Of, double Whole) Cover(IReadOnlyList<QueryTerm> terms)
    {
        var coverage = new Coverage[_listings.Count];
        double whole = 0;
        foreach (var term in terms)
        {
            var postings = _terms.GetValueOrDefault(term.Text);
            var weight = term.Weight * Formula.Rarity(Count, postings?.Holding ?? 0);
            whole += weight;
            foreach (var entry in Live(postings))
            {
                var points = weight * Saturated(entry);
                coverage[entry.Slot].Points += points;
                coverage[entry.Slot].OnTopic += term.Kind == TermKind.Character ? 0 : points;
            }
        }

        return (coverage, whole);
    }

    private Dictionary<int, List<SharedTerm>> Shares(IReadOnlyList<QueryTerm> terms, List<int> slots)
    {
        var shares = slots.ToDictionary(slot => slot, _ => new List<SharedTerm>());
        foreach (var term in terms)
        {
            var postings = _terms.GetValueOrDefault(term.Text);
            var weight = term.Weight * Formula.Rarity(Count, postings?.Holding ?? 0);
            foreach (var entry in Live(postings))
            {
                if (shares.TryGetValue(entry.Slot, out var of))
                {
                    of.Add(new SharedTerm(term.Text, weight * Saturated(entry)));
                }
            }
        }

        return shares;
    }

    private double Saturated(Posting entry) => Formula.Saturated(entry.Count, _listings[entry.Slot].Length, (double)_length / Count);

    private IEnumerable<Posting> Live(TermPostings? postings) => postings is null ? [] : postings.Entries.Where(entry => !_listings[entry.Slot].Gone);

    private void Clean()
    {
        foreach (var (term, postings) in _terms)
        {
            postings.Entries.RemoveAll(entry => _listings[entry.Slot].Gone);
            if (postings.Entries.Count == 0)
            {
                _terms.Remove(term);
            }
        }

        for (var slot = 0; slot < _listings.Count; slot++)
        {
            if (_listings[slot] is { Gone: true, Held.Count: > 0 } gone)
            {
                gone.Held.Clear();
                _free.Push(slot);
            }
        }

        _gone = 0;
    }
}
