namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A Chinese and an English name of one thing.</summary>
public sealed record GlossaryPair(string Chinese, string English);

/// <summary>Finds the names of a glossary in the terms of a text, longest first, and gives the terms of their translations.</summary>
public sealed class Glossary
{
    private readonly Dictionary<string, List<GlossarySide>> _sides = new(StringComparer.Ordinal);
    private readonly int _longest = 1;

    public Glossary(IEnumerable<GlossaryPair> pairs)
    {
        foreach (var pair in pairs)
        {
            var (chinese, english) = (Spine(Analyser.Analyse(pair.Chinese)), Spine(Analyser.Analyse(pair.English)));
            if (chinese.Count > 0 && english.Count > 0)
            {
                Add(chinese, pair.Chinese, pair.English);
                Add(english, pair.English, pair.Chinese);
                _longest = Math.Max(_longest, Math.Max(chinese.Count, english.Count));
                Count++;
            }
        }
    }

    /// <summary>Names of the shipped data file.</summary>
    public static IReadOnlyList<GlossaryPair> Shipped { get; } =
        [.. RetrievalData.Lines("glossary.txt").Select(line => line.Split('\t')).Where(cells => cells.Length == 2).Select(cells => new GlossaryPair(cells[0], cells[1]))];

    public int Count { get; }

    /// <param name="terms">Of one text, as <see cref="Analyser"/> gives them.</param>
    /// <returns>What is written there, and the terms of its translation.</returns>
    public IEnumerable<(string From, IReadOnlyList<AnalysedTerm> Words)> Translate(IReadOnlyList<AnalysedTerm> terms)
    {
        var spine = Spine(terms);
        for (var start = 0; start < spine.Count;)
        {
            var length = Math.Min(_longest, Run(spine, start));
            while (length > 0 && !_sides.ContainsKey(Key(spine, start, length)))
            {
                length--;
            }

            foreach (var side in length > 0 ? _sides[Key(spine, start, length)] : [])
            {
                yield return (side.Written, side.Words);
            }

            start += Math.Max(1, length);
        }
    }

    /// <summary>Terms from here on that stand side by side: no name reaches over punctuation.</summary>
    private static int Run(List<AnalysedTerm> spine, int start)
    {
        var length = 1;
        while (start + length < spine.Count && spine[start + length - 1] is var last && spine[start + length] is var next
            && next.Start - last.End <= (last.Word is null && next.Word is null ? 0 : 1))
        {
            length++;
        }

        return length;
    }

    private void Add(List<AnalysedTerm> name, string written, string translation)
    {
        var key = Key(name, 0, name.Count);
        if (!_sides.TryGetValue(key, out var sides))
        {
            _sides.Add(key, sides = []);
        }

        sides.Add(new GlossarySide(written, Analyser.Analyse(translation)));
    }

    /// <summary>The characters and words one after another, without pairs.</summary>
    private static List<AnalysedTerm> Spine(IReadOnlyList<AnalysedTerm> terms) => [.. terms.Where(term => term.Word is not null || term.IsCharacter)];

    private static string Key(List<AnalysedTerm> spine, int start, int length) => string.Join(' ', spine.Skip(start).Take(length).Select(term => term.Text));

    private sealed record GlossarySide(string Written, IReadOnlyList<AnalysedTerm> Words);
}
