namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A text of fields to be found.</summary>
/// <param name="Title">Counts by <see cref="RetrievalParameters.TitleWeight"/>; may be empty.</param>
public sealed record IndexedText(string Title, IReadOnlyList<string> Keywords, string Body)
{
    /// <summary>Each field with how often a term of it counts.</summary>
    public IEnumerable<(string Text, int Weight)> Fields(RetrievalParameters parameters)
    {
        yield return (Title, parameters.TitleWeight);
        foreach (var keyword in Keywords)
        {
            yield return (keyword, parameters.KeywordWeight);
        }

        yield return (Body, parameters.TextWeight);
    }
}
