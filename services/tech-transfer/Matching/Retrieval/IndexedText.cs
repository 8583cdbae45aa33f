namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A text of fields to be found.</summary>
/// <param name="Title">Counts by <see cref="RetrievalParameters.TitleWeight"/>; may be empty.</param>
public sealed record IndexedText(string Title, IReadOnlyList<string> Keywords, string Body)
{
    /// <summary>The fields in which each of the wanted terms stands.</summary>
    public Dictionary<AnalysedTerm, TextFields> Places(IEnumerable<AnalysedTerm> wanted)
    {
        var places = wanted.ToDictionary(term => term, _ => TextFields.None);
        Mark(places, Title, TextFields.Title);
        foreach (var keyword in Keywords)
        {
            Mark(places, keyword, TextFields.Keywords);
        }

        Mark(places, Body, TextFields.Body);
        return places;
    }

    private static void Mark(Dictionary<AnalysedTerm, TextFields> places, string text, TextFields field)
    {
        foreach (var term in Analyser.Analyse(text).Select(term => term with { Start = 0, End = 0 }))
        {
            if (places.TryGetValue(term, out var known))
            {
                places[term] = known | field;
            }
        }
    }

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

/// <summary>Fields of a text.</summary>
[Flags]
public enum TextFields
{
    None = 0,
    Title = 1,
    Keywords = 2,
    Body = 4,
}
