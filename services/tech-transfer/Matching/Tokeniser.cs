using System.Text;

namespace Platform.TechTransfer.Matching;

public enum TermKind
{
    /// <summary>A run of letters and digits of an alphabet, stemmed.</summary>
    Word,

    /// <summary>Two neighbouring Chinese characters.</summary>
    Bigram,

    /// <summary>One Chinese character; weak, but it bridges 液压 and 液压机 or 涂层 and 涂料.</summary>
    Character,
}

/// <param name="Text">The term as it is counted.</param>
/// <param name="Position">Index of its first character among the characters of the text; neighbours differ by 1.</param>
public readonly record struct Term(string Text, TermKind Kind, int Position);

/// <summary>
/// Splits Chinese and English text into terms without a dictionary, so that a new technology's name is found from the day
/// it is coined: Chinese by overlapping bigrams and single characters, other scripts by words.
/// </summary>
public static class Tokeniser
{
    // Words that join two terms and belong to neither.
    private static readonly Rune[] Joining = [new('的'), new('与'), new('和'), new('及')];

    public static IReadOnlyList<Term> Tokenise(string text)
    {
        var terms = new List<Term>(text.Length * 2);
        var word = new StringBuilder();
        var wordStart = 0;
        var previous = "";
        var position = -1;
        foreach (var rune in Folding.Fold(text).EnumerateRunes())
        {
            position++;
            var chinese = IsChinese(rune);
            if (!chinese && Rune.IsLetterOrDigit(rune))
            {
                wordStart = word.Length == 0 ? position : wordStart;
                word.Append(rune.ToString());
                previous = "";
                continue;
            }

            EndWord(terms, word, wordStart);
            if (!chinese || Joining.Contains(rune))
            {
                previous = "";
                continue;
            }

            var character = rune.ToString();
            if (previous.Length > 0)
            {
                terms.Add(new Term(previous + character, TermKind.Bigram, position - 1));
            }

            terms.Add(new Term(character, TermKind.Character, position));
            previous = character;
        }

        EndWord(terms, word, wordStart);
        return terms;
    }

    public static bool IsChinese(Rune rune) => rune.Value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x3FFFF) or (>= 0xF900 and <= 0xFAFF) or 0x3005 or 0x3007;

    private static void EndWord(List<Term> terms, StringBuilder word, int start)
    {
        if (word.Length > 0)
        {
            terms.Add(new Term(Stemmer.Stem(word.ToString()), TermKind.Word, start));
            word.Clear();
        }
    }
}
