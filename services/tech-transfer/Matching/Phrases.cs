namespace Platform.TechTransfer.Matching;

/// <summary>
/// Joins the terms in common to what a reader would name: 状态, 态监 and 监测, side by side in the need, become 状态监测. A
/// term's points go to the first phrase that holds it; single characters keep to themselves.
/// </summary>
public static class Phrases
{
    /// <param name="contributions">Terms in common with weights of any unit.</param>
    /// <param name="points">What they are worth together.</param>
    /// <returns>Heaviest first; the points add up to <paramref name="points"/> but for rounding.</returns>
    public static IReadOnlyList<SharedTerm> Join(Need need, IReadOnlyList<SharedTerm> contributions, double points)
    {
        var left = contributions.ToDictionary(term => term.Text, term => term.Points, StringComparer.Ordinal);
        var unit = points / Math.Max(left.Values.Sum(), double.Epsilon);
        var phrases = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (text, _) in QueryTerms.Fields(need))
        {
            var terms = Tokeniser.Tokenise(text);
            Take(phrases, left, terms, TermKind.Bigram);
            Take(phrases, left, terms, TermKind.Word);
        }

        foreach (var (character, weight) in left)
        {
            phrases[character] = weight;
        }

        return
        [
            .. phrases.Select(phrase => new SharedTerm(phrase.Key, Formula.Round(phrase.Value * unit)))
                .OrderByDescending(phrase => phrase.Points)
                .ThenBy(phrase => phrase.Text, StringComparer.Ordinal),
        ];
    }

    private static void Take(Dictionary<string, double> phrases, Dictionary<string, double> left, IReadOnlyList<Term> terms, TermKind kind)
    {
        var phrase = "";
        double weight = 0;
        var next = -1;
        foreach (var term in terms)
        {
            if (term.Kind != kind)
            {
                continue;
            }

            var taken = left.Remove(term.Text, out var points);
            if (taken && term.Position == next && kind == TermKind.Bigram)
            {
                phrase += term.Text[FirstCharacterLength(term.Text)..];
                weight += points;
            }
            else
            {
                End(phrases, phrase, weight);
                (phrase, weight) = taken ? (term.Text, points) : ("", 0);
            }

            next = taken ? term.Position + 1 : -1;
        }

        End(phrases, phrase, weight);
    }

    private static int FirstCharacterLength(string term) => char.IsSurrogate(term[0]) ? 2 : 1;

    private static void End(Dictionary<string, double> phrases, string phrase, double weight)
    {
        if (phrase.Length > 0)
        {
            phrases[phrase] = phrases.GetValueOrDefault(phrase) + weight;
        }
    }
}
