using System.Runtime.InteropServices;

namespace Platform.TechTransfer.Matching;

/// <summary>
/// The offered listings by the terms they hold. Its ranking is exactly that of <see cref="Formula"/> on every listing, at
/// the cost of the postings of the need's terms. Not safe for concurrent use.
/// </summary>
public sealed partial class InvertedIndex
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
