namespace Platform.Benchmarks.Retrieval;

/// <summary>A paper of a CSL file (Chinese Scientific Literature, Apache-2.0): columns title, keywords, discipline, abstract.</summary>
internal sealed record Paper(string Title, string Keywords, string Discipline, string Abstract)
{
    /// <exception cref="UsageException">No such file, or of other columns.</exception>
    public static Paper[] Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"No such file: {path}. Name one by --data: tab-separated, with the columns title, keywords, discipline, abstract.");
        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split('\t');
        int Column(string name) => Array.IndexOf(columns, name) is var place and >= 0 ? place : throw new UsageException($"{path} has no column {name}.");
        var (title, keywords, discipline, text) = (Column("title"), Column("keywords"), Column("discipline"), Column("abstract"));
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t')).Select(cells => new Paper(cells[title], cells[keywords].Replace('_', ' '), cells[discipline], cells[text]))];
    }
}

/// <summary>Made-up abstracts: as many sentences as some paper's, each of any paper.</summary>
internal sealed class MixedAbstracts(IReadOnlyList<Paper> papers, int seed)
{
    private static readonly char[] Ends = ['.', '。', ';', '；'];
    private readonly Random _random = new(seed);
    private readonly string[] _sentences = [.. papers.SelectMany(paper => Sentences(paper.Abstract))];
    private readonly int[] _counts = [.. papers.Select(paper => Math.Max(1, Sentences(paper.Abstract).Count()))];

    public string Next() => string.Join('。', Enumerable.Range(0, _counts[_random.Next(_counts.Length)]).Select(_ => _sentences[_random.Next(_sentences.Length)]));

    private static IEnumerable<string> Sentences(string text) => text.Split(Ends, StringSplitOptions.TrimEntries).Where(sentence => sentence.Length > 5);
}
