using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Platform.Chassis.Catalogues;

namespace Platform.Chassis.Imports;

/// <summary>
/// The words a column allows and what each stands for:
/// <code>Choices&lt;EducationLevel&gt; education = new() { { EducationLevel.Bachelor, "本科", "大学本科", "Bachelor" } };</code>
/// The first word of a value is the one that messages suggest.
/// </summary>
public sealed class Choices<TValue> : IEnumerable<string>
{
    private readonly Dictionary<string, TValue> _byWord = new(StringComparer.Ordinal);
    private readonly List<string> _suggested = [];

    public void Add(TValue value, params string[] words)
    {
        _suggested.Add(words[0]);
        foreach (var word in words)
        {
            _byWord.Add(Words.Fold(word), value);
        }
    }

    /// <summary>Whatever the width, case and spaces of the word.</summary>
    public bool TryFind(string word, [MaybeNullWhen(false)] out TValue value) => _byWord.TryGetValue(Words.Fold(word), out value);

    public IEnumerator<string> GetEnumerator() => _suggested.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
