namespace Platform.TechTransfer.Matching;

/// <summary>A term of a need and what it weighs (w of <see cref="Formula"/>).</summary>
public readonly record struct QueryTerm(string Text, TermKind Kind, double Weight);

/// <summary>A need's vocabulary.</summary>
public static class QueryTerms
{
    /// <summary>Each term once, in the order of its first place, with the weight of its best field.</summary>
    public static IReadOnlyList<QueryTerm> Of(Need need)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var terms = new List<QueryTerm>();
        foreach (var (text, fieldWeight) in Fields(need))
        {
            foreach (var term in Tokeniser.Tokenise(text))
            {
                var weight = fieldWeight * (term.Kind == TermKind.Character ? Formula.CharacterWeight : 1);
                if (places.TryAdd(term.Text, terms.Count))
                {
                    terms.Add(new QueryTerm(term.Text, term.Kind, weight));
                }
            }
        }

        return terms;
    }

    /// <summary>Heaviest first, so that a term's first place is its best.</summary>
    internal static IEnumerable<(string Text, double Weight)> Fields(Need need)
    {
        yield return (need.Title, 1);
        foreach (var keyword in need.Keywords)
        {
            yield return (keyword, 1);
        }

        yield return (need.Description, need.FromProject ? Formula.ProjectSummaryWeight : Formula.DescriptionWeight);
    }
}
