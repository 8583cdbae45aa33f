namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>Numbers terms in the order in which they are first met; a number never changes.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<ulong, int> _chinese = [];
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);

    public int Count => _chinese.Count + _words.Count;

    public int Add(in AnalysedTerm term)
    {
        if (Find(term) is var number and >= 0)
        {
            return number;
        }

        number = Count;
        if (term.Word is { } word)
        {
            _words.Add(word, number);
        }
        else
        {
            _chinese.Add(Key(term), number);
        }

        return number;
    }

    /// <returns>-1 where no text holds it.</returns>
    public int Find(in AnalysedTerm term) => term.Word is { } word ? _words.GetValueOrDefault(word, -1) : _chinese.GetValueOrDefault(Key(term), -1);

    private static ulong Key(in AnalysedTerm term) => ((ulong)(uint)term.First << 32) | (uint)term.Second;
}
