namespace Platform.TalentMatching.Engine;

/// <summary>Gives words small numbers, from 0 on, and keeps them for good.</summary>
internal sealed class Interner
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Count => _numbers.Count;

    public int Of(string word)
    {
        if (!_numbers.TryGetValue(word, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(word, number);
        }

        return number;
    }

    /// <returns>−1 where the word is not known.</returns>
    public int Find(string word) => _numbers.TryGetValue(word, out var number) ? number : -1;
}
