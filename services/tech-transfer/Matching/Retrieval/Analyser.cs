using System.Text;

namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A term of a text and where it stands in it.</summary>
/// <param name="Word">Stemmed; null for Chinese.</param>
/// <param name="First">Chinese: the first or only character.</param>
/// <param name="Second">Chinese: the second character, or 0.</param>
/// <param name="Start">Index in the text, in UTF-16 units.</param>
/// <param name="End">Index after it.</param>
public readonly record struct AnalysedTerm(string? Word, int First, int Second, int Start, int End)
{
    public bool IsCharacter => Word is null && Second == 0;

    /// <summary>As it is shown in an explanation.</summary>
    public string Text => Word ?? (Second == 0 ? new Rune(First).ToString() : new Rune(First).ToString() + new Rune(Second));
}

/// <summary>
/// Splits Chinese and English text into terms without a dictionary, so that a new technology's name is found from the day it is
/// coined: Chinese by single characters and overlapping pairs, other scripts by stemmed words. Stop words of the data file are
/// left out; a pair is left out where both of its characters are stop words, so that 参与 stays and 的与 goes.
/// </summary>
public static class Analyser
{
    private static readonly (HashSet<int> Characters, HashSet<string> Words) Stops = ReadStops();

    /// <summary>Letters and digits in a row that are still a word, not noise.</summary>
    private const int LongestWord = 64;

    public static List<AnalysedTerm> Analyse(string text)
    {
        var runes = new List<FoldedRune>(text.Length);
        CharacterFolding.Fold(text, runes);
        var terms = new List<AnalysedTerm>(runes.Count * 2);
        var word = new StringBuilder();
        var place = 0;
        while (place < runes.Count)
        {
            var rune = runes[place].Rune;
            if (IsChinese(rune))
            {
                AddChinese(terms, runes, place);
                place++;
            }
            else
            {
                place = Rune.IsLetterOrDigit(rune) ? AddWord(terms, runes, place, word) : place + 1;
            }
        }

        return terms;
    }

    public static bool IsChinese(Rune rune) => rune.Value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x3FFFF) or (>= 0xF900 and <= 0xFAFF) or 0x3005 or 0x3007;

    private static void AddChinese(List<AnalysedTerm> terms, List<FoldedRune> runes, int place)
    {
        var here = runes[place];
        var stop = Stops.Characters.Contains(here.Rune.Value);
        if (!stop)
        {
            terms.Add(new AnalysedTerm(null, here.Rune.Value, 0, here.Start, here.End));
        }

        if (place + 1 < runes.Count && runes[place + 1] is var next && IsChinese(next.Rune) && !(stop && Stops.Characters.Contains(next.Rune.Value)))
        {
            terms.Add(new AnalysedTerm(null, here.Rune.Value, next.Rune.Value, here.Start, next.End));
        }
    }

    private static int AddWord(List<AnalysedTerm> terms, List<FoldedRune> runes, int place, StringBuilder word)
    {
        var start = place;
        word.Clear();
        while (place < runes.Count && Rune.IsLetterOrDigit(runes[place].Rune) && !IsChinese(runes[place].Rune))
        {
            if (place - start < LongestWord)
            {
                word.Append(runes[place].Rune.ToString());
            }

            place++;
        }

        var whole = word.ToString();
        if (!Stops.Words.Contains(whole))
        {
            terms.Add(new AnalysedTerm(Porter2.Stem(whole), 0, 0, runes[start].Start, runes[place - 1].End));
        }

        return place;
    }

    private static (HashSet<int> Characters, HashSet<string> Words) ReadStops()
    {
        var characters = new HashSet<int>();
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in RetrievalData.Lines("stopwords.txt"))
        {
            if (IsChinese(line.EnumerateRunes().First()))
            {
                characters.UnionWith(line.EnumerateRunes().Select(rune => rune.Value));
            }
            else
            {
                words.UnionWith(line.Split(' '));
            }
        }

        return (characters, words);
    }
}
