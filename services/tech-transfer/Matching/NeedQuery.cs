using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Matching;

/// <summary>A need as a query.</summary>
public static class NeedQuery
{
    /// <summary>Each term once, in the order of its first place, with the weight of its best field (w of <see cref="Formula"/>).</summary>
    public static Query Of(Need need, Glossary? glossary, double glossaryWeight)
    {
        var terms = new Dictionary<AnalysedTerm, QueryTerm>();
        foreach (var (text, fieldWeight) in Fields(need))
        {
            foreach (var term in Query.Of([(text, fieldWeight)], glossary, glossaryWeight).Terms)
            {
                var written = term.From.Length == 0;
                // The fields come heaviest first, so that a term's first place is its best.
                var weight = (written ? fieldWeight : fieldWeight * glossaryWeight) * (term.Term.IsCharacter ? Formula.CharacterWeight : 1);
                if (!terms.TryGetValue(term.Term, out var known) || (written && known.From.Length > 0))
                {
                    terms[term.Term] = new QueryTerm(term.Term, weight, term.From);
                }
            }
        }

        return new Query([.. terms.Values]);
    }

    /// <summary>Heaviest first.</summary>
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
