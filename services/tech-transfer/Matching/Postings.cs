namespace Platform.TechTransfer.Matching;

/// <param name="Slot">Place of the listing in the index.</param>
/// <param name="Count">How often it holds the term, weighted by field.</param>
internal readonly record struct Posting(int Slot, int Count);

/// <summary>The listings that hold a term; those of gone listings stay until the next cleaning.</summary>
internal sealed class TermPostings
{
    public List<Posting> Entries { get; } = [];

    /// <summary>df: entries of listings that are not gone.</summary>
    public int Holding { get; set; }
}

/// <param name="held">Postings of its terms, to be told when it goes.</param>
internal sealed class IndexedListing(Listed listing, int length, List<TermPostings> held)
{
    public Listed Listing { get; } = listing;

    public int Length { get; } = length;

    public List<TermPostings> Held { get; } = held;

    public bool Gone { get; set; }
}

/// <summary>Weight of the need's terms that a listing holds: all of them, and without single characters.</summary>
internal record struct Coverage(double Points, double OnTopic);
