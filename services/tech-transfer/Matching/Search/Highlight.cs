using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Search;

/// <summary>Cuts texts where words of a query stand, in the words of their author.</summary>
internal sealed class Highlight
{
    private const int PassageLength = 140;
    private const int Lead = 24;
    private readonly HashSet<AnalysedTerm> _wanted;

    public Highlight(Query query)
    {
        var terms = query.Terms.Select(term => term.Term).ToList();
        // Single characters stand everywhere: they are marked only where nothing longer is asked for.
        var longer = terms.Where(term => !term.IsCharacter).ToList();
        _wanted = [.. longer.Count > 0 ? longer : terms];
    }

    public IEnumerable<Piece> Whole(string text) => Cut(text, 0, text.Length, Marks(text));

    /// <summary>The stretch of a text in which most of the words stand; its beginning where none does.</summary>
    public IEnumerable<Piece> Passage(string text)
    {
        var marks = Marks(text);
        var (start, most) = (0, 0);
        foreach (var mark in marks)
        {
            var from = Math.Max(0, mark.Start - Lead);
            var held = marks.Where(one => one.Start >= from && one.End <= from + PassageLength).Sum(one => one.End - one.Start);
            if (held > most)
            {
                (start, most) = (from, held);
            }
        }

        var end = Whole(text, Math.Min(text.Length, start + PassageLength));
        start = Whole(text, start);
        IEnumerable<Piece> pieces = Cut(text, start, end, marks);
        return [.. Dots(start > 0), .. pieces, .. Dots(end < text.Length)];
    }

    private static IEnumerable<Piece> Dots(bool cut) => cut ? [new Piece { Text = "…" }] : [];

    /// <summary>Not between the halves of a character.</summary>
    private static int Whole(string text, int place) => place > 0 && place < text.Length && char.IsLowSurrogate(text[place]) ? place - 1 : place;

    private List<(int Start, int End)> Marks(string text)
    {
        var marks = new List<(int Start, int End)>();
        foreach (var term in Analyser.Analyse(text).Where(term => _wanted.Contains(term with { Start = 0, End = 0 })))
        {
            if (marks.Count > 0 && term.Start <= marks[^1].End)
            {
                marks[^1] = (marks[^1].Start, Math.Max(marks[^1].End, term.End));
            }
            else
            {
                marks.Add((term.Start, term.End));
            }
        }

        return marks;
    }

    private static IEnumerable<Piece> Cut(string text, int start, int end, List<(int Start, int End)> marks)
    {
        var place = start;
        foreach (var (from, to) in marks.Where(mark => mark.End > start && mark.Start < end))
        {
            if (from > place)
            {
                yield return new Piece { Text = text[place..from] };
            }

            var (first, last) = (Math.Max(from, place), Math.Min(to, end));
            yield return new Piece { Text = text[first..last], Found = true };
            place = last;
        }

        if (place < end)
        {
            yield return new Piece { Text = text[place..end] };
        }
    }
}
