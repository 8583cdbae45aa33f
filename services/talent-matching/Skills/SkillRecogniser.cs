using Platform.Chassis.Catalogues;

namespace Platform.TalentMatching.Skills;

/// <summary>
/// Finds the skills that a free text names. The longest writing wins where two overlap, so 机器人系统集成 is not read as
/// 系统集成; a writing that begins or ends with a Latin letter or digit must stand as a word, so ML is not found in HTML.
/// </summary>
internal sealed class SkillRecogniser
{
    private readonly Dictionary<char, List<(string Writing, string Code)>> _byFirst = [];

    public SkillRecogniser(IEnumerable<SkillEntry> entries)
    {
        var writings = entries
            .SelectMany(entry => entry.Writings.SelectMany(writing => new[] { FoldedText.Of(writing), Words.Fold(writing) }).Select(writing => (Writing: writing, entry.Code)))
            .DistinctBy(writing => writing.Writing);
        foreach (var writing in writings)
        {
            if (!_byFirst.TryGetValue(writing.Writing[0], out var list))
            {
                _byFirst[writing.Writing[0]] = list = [];
            }

            list.Add(writing);
        }
    }

    public IReadOnlyList<string> Recognise(string text)
    {
        var folded = FoldedText.Of(text);
        var taken = new bool[folded.Length];
        var found = new List<(int Start, string Code)>();
        foreach (var (start, length, code) in Matches(folded).OrderByDescending(match => match.Length).ThenBy(match => match.Start))
        {
            if (!taken.AsSpan(start, length).Contains(true))
            {
                taken.AsSpan(start, length).Fill(true);
                found.Add((start, code));
            }
        }

        return [.. found.OrderBy(match => match.Start).Select(match => match.Code).Distinct()];
    }

    private IEnumerable<(int Start, int Length, string Code)> Matches(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            foreach (var (writing, code) in _byFirst.GetValueOrDefault(text[start]) ?? [])
            {
                if (string.CompareOrdinal(text, start, writing, 0, writing.Length) == 0 && StandsAlone(text, start, writing.Length))
                {
                    yield return (start, writing.Length, code);
                }
            }
        }
    }

    private static bool StandsAlone(string text, int start, int length) =>
        (start == 0 || !(IsLatin(text[start - 1]) && IsLatin(text[start])))
        && (start + length == text.Length || !(IsLatin(text[start + length - 1]) && IsLatin(text[start + length])));

    private static bool IsLatin(char letter) => char.IsAsciiLetterOrDigit(letter);
}
