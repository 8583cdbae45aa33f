using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Matching;

/// <summary>
/// Joins the terms in common to what a reader would name: 状态, 态监 and 监测, side by side in the query, become 状态监测, and a
/// stem becomes the word that was written. A term's points go to the first phrase that holds it, a translation's to the name that
/// was written; single characters keep to themselves.
/// </summary>
public static class Phrases
{
    /// <param name="texts">What was asked, most important first.</param>
    /// <param name="parts">Terms in common with weights of any unit.</param>
    /// <param name="points">What they are worth together.</param>
    /// <returns>Heaviest first; the points add up to <paramref name="points"/> but for rounding.</returns>
    public static IReadOnlyList<SharedTerm> Join(IEnumerable<string> texts, IReadOnlyList<(QueryTerm Term, double Points)> parts, double points)
    {
        var left = parts.Where(part => part.Term.From.Length == 0).ToDictionary(part => part.Term.Term, part => part.Points);
        var unit = points / Math.Max(parts.Sum(part => part.Points), double.Epsilon);
        var phrases = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            Take(phrases, left, text);
        }

        foreach (var (character, weight) in left)
        {
            phrases[character.Text] = phrases.GetValueOrDefault(character.Text) + weight;
        }

        foreach (var (term, weight) in parts.Where(part => part.Term.From.Length > 0))
        {
            phrases[term.From] = phrases.GetValueOrDefault(term.From) + weight;
        }

        return
        [
            .. phrases.Select(phrase => new SharedTerm(phrase.Key, Formula.Round(phrase.Value * unit)))
                .OrderByDescending(phrase => phrase.Points)
                .ThenBy(phrase => phrase.Text, StringComparer.Ordinal),
        ];
    }

    private static void Take(Dictionary<string, double> phrases, Dictionary<AnalysedTerm, double> left, string text)
    {
        var (start, end, last, weight) = (0, 0, -1, 0.0);
        foreach (var term in Analyser.Analyse(text).Where(term => !term.IsCharacter))
        {
            var taken = left.Remove(term with { Start = 0, End = 0 }, out var points);
            if (!taken)
            {
                continue;
            }

            // The next pair begins with the last character of the one before.
            if (term.Word is null && last >= 0 && term.Start > last && term.Start < end)
            {
                (end, last, weight) = (term.End, term.Start, weight + points);
                continue;
            }

            End(phrases, text[start..end], weight);
            (start, end, last, weight) = (term.Start, term.End, term.Word is null ? term.Start : -1, points);
        }

        End(phrases, text[start..end], weight);
    }

    private static void End(Dictionary<string, double> phrases, string phrase, double weight)
    {
        if (phrase.Length > 0)
        {
            phrases[phrase] = phrases.GetValueOrDefault(phrase) + weight;
        }
    }
}
