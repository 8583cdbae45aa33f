using Platform.TechTransfer.Matching.Retrieval;

namespace Platform.TechTransfer.Matching;

/// <summary>
/// Joins the terms in common to what a reader would name: 状态, 态监 and 监测, side by side in the query, become 状态监测, and a
/// stem becomes the word that was written. A term's points go to the first phrase that holds it, a translation's to the name that
/// was written; single characters keep to themselves.
/// </summary>
public sealed class Phrases
{
    private readonly Dictionary<string, (double Points, TextFields In)> _phrases = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<AnalysedTerm, TextFields> _places;
    private readonly Dictionary<AnalysedTerm, double> _left;

    private Phrases(IReadOnlyList<(QueryTerm Term, double Points)> parts, IReadOnlyDictionary<AnalysedTerm, TextFields> places)
    {
        _places = places;
        _left = parts.Where(part => part.Term.From.Length == 0).ToDictionary(part => part.Term.Term, part => part.Points);
    }

    /// <param name="texts">What was asked, most important first.</param>
    /// <param name="parts">Terms in common with weights of any unit.</param>
    /// <param name="places">The fields in which each stands.</param>
    /// <param name="points">What they are worth together.</param>
    /// <returns>Heaviest first; the points add up to <paramref name="points"/> but for rounding.</returns>
    public static IReadOnlyList<SharedTerm> Join(
        IEnumerable<string> texts, IReadOnlyList<(QueryTerm Term, double Points)> parts, IReadOnlyDictionary<AnalysedTerm, TextFields> places, double points)
    {
        var phrases = new Phrases(parts, places);
        foreach (var text in texts)
        {
            phrases.Take(text);
        }

        foreach (var (character, weight) in phrases._left)
        {
            phrases.Add(character.Text, weight, phrases.In(character));
        }

        foreach (var (term, weight) in parts.Where(part => part.Term.From.Length > 0))
        {
            phrases.Add(term.From, weight, phrases.In(term.Term));
        }

        var unit = points / Math.Max(parts.Sum(part => part.Points), double.Epsilon);
        return
        [
            .. phrases._phrases.Select(phrase => new SharedTerm(phrase.Key, Formula.Round(phrase.Value.Points * unit), phrase.Value.In))
                .OrderByDescending(phrase => phrase.Points)
                .ThenBy(phrase => phrase.Text, StringComparer.Ordinal),
        ];
    }

    private void Take(string text)
    {
        var (start, end, last, weight, places) = (0, 0, -1, 0.0, TextFields.None);
        foreach (var term in Analyser.Analyse(text).Where(term => !term.IsCharacter))
        {
            var bare = term with { Start = 0, End = 0 };
            if (!_left.Remove(bare, out var points))
            {
                continue;
            }

            // The next pair begins with the last character of the one before.
            if (term.Word is null && last >= 0 && term.Start > last && term.Start < end)
            {
                (end, last, weight, places) = (term.End, term.Start, weight + points, places | In(bare));
                continue;
            }

            Add(text[start..end], weight, places);
            (start, end, last, weight, places) = (term.Start, term.End, term.Word is null ? term.Start : -1, points, In(bare));
        }

        Add(text[start..end], weight, places);
    }

    private TextFields In(AnalysedTerm term) => _places.GetValueOrDefault(term);

    private void Add(string phrase, double points, TextFields places)
    {
        if (phrase.Length > 0)
        {
            var known = _phrases.GetValueOrDefault(phrase);
            _phrases[phrase] = (known.Points + points, known.In | places);
        }
    }
}
