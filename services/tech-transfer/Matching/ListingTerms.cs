namespace Platform.TechTransfer.Matching;

/// <summary>A listing's vocabulary: each term's count weighted by field, and their sum, the length.</summary>
public sealed record ListingTerms(IReadOnlyDictionary<string, int> Counts, int Length)
{
    public static ListingTerms Of(Listed listing)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var length = Add(counts, listing.Title, Formula.TitleCount) + Add(counts, listing.Summary, Formula.SummaryCount);
        foreach (var keyword in listing.Keywords)
        {
            length += Add(counts, keyword, Formula.KeywordCount);
        }

        return new ListingTerms(counts, length);
    }

    private static int Add(Dictionary<string, int> counts, string text, int each)
    {
        var terms = Tokeniser.Tokenise(text);
        foreach (var term in terms)
        {
            counts[term.Text] = counts.GetValueOrDefault(term.Text) + each;
        }

        return terms.Count * each;
    }
}
