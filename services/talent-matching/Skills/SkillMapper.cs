using Platform.Chassis.Catalogues;

namespace Platform.TalentMatching.Skills;

/// <summary>How a word meets a skill, the surest first.</summary>
public enum MappingRule
{
    Code = 1,
    Name = 2,
    Synonym = 3,
    Folded = 4,
    Contained = 5,
    Similar = 6,
}

/// <summary>A skill that a word may mean.</summary>
/// <param name="Score">Whole hundredths of a point of 100.</param>
/// <param name="Writing">The skill's writing that gave the score.</param>
public sealed record WordMatch(string Code, int Score, MappingRule Rule, string Writing);

/// <summary>
/// Scores how well a free word names each skill, in whole hundredths: pure, the same on every machine and in any order of the skills.
/// <list type="bullet">
/// <item>the code 100, a name 99, a synonym 97, as they are written</item>
/// <item>any of them apart from case, width and blanks 95</item>
/// <item>one contained in the other: 60 + 30 × shorter ÷ longer length, by characters (two at least, a Latin word whole)</item>
/// <item>otherwise 80 × Dice's share of common pairs of characters (Dice 1945), from 30 on</item>
/// </list>
/// A skill's score is that of its best writing. [choice] of this platform.
/// </summary>
public sealed class SkillMapper
{
    public const int Whole = 10_000;
    public const int Named = 9_900;
    public const int Synonymous = 9_700;
    public const int FoldedAlike = 9_500;
    public const int ContainedLeast = 6_000;
    public const int ContainedSpan = 3_000;
    public const int SimilarMost = 8_000;

    /// <summary>What scores less is no suggestion.</summary>
    public const int Least = 3_000;

    private readonly Writing[] _writings;

    public SkillMapper(IEnumerable<SkillEntry> entries) => _writings = [.. entries.SelectMany(entry => entry.Writings.Distinct(StringComparer.Ordinal).Select(text => new Writing(
        entry.Code, text, Words.Fold(text), text == entry.Code ? MappingRule.Code : text == entry.NameZh || text == entry.NameEn ? MappingRule.Name : MappingRule.Synonym)))];

    /// <summary>Best first, by code where equal; one entry a skill.</summary>
    public IReadOnlyList<WordMatch> Suggest(string word, int count)
    {
        var trimmed = Words.Trim(word);
        var folded = Words.Fold(trimmed);
        if (folded.Length == 0)
        {
            return [];
        }

        var pairs = PairsOf(folded);
        return [.. _writings
            .Select(writing => Score(trimmed, folded, pairs, writing))
            .Where(suggestion => suggestion.Score >= Least)
            .GroupBy(suggestion => suggestion.Code, StringComparer.Ordinal)
            .Select(group => group.OrderByDescending(one => one.Score).ThenBy(one => one.Writing, StringComparer.Ordinal).First())
            .OrderByDescending(one => one.Score).ThenBy(one => one.Code, StringComparer.Ordinal)
            .Take(count)];
    }

    private static WordMatch Score(string word, string folded, int[] pairs, Writing writing)
    {
        var (score, rule) = folded == writing.Folded ? Exact(word, writing)
            : Contained(folded, writing.Folded) is > 0 and var contained ? (contained, MappingRule.Contained)
            : (Similar(pairs, writing.Pairs), MappingRule.Similar);
        return new WordMatch(writing.Code, score, rule, writing.Text);
    }

    private static (int Score, MappingRule Rule) Exact(string word, Writing writing) => word != writing.Text
        ? (FoldedAlike, MappingRule.Folded)
        : (writing.Rule switch { MappingRule.Code => Whole, MappingRule.Name => Named, _ => Synonymous }, writing.Rule);

    private static int Contained(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (shorter.Length < 2)
        {
            return 0;
        }

        for (var at = longer.IndexOf(shorter, StringComparison.Ordinal); at >= 0; at = longer.IndexOf(shorter, at + 1, StringComparison.Ordinal))
        {
            if (!Splits(longer, at) && !Splits(longer, at + shorter.Length))
            {
                return ContainedLeast + (ContainedSpan * shorter.Length / longer.Length);
            }
        }

        return 0;
    }

    /// <summary>Whether a cut here falls within a Latin word or number.</summary>
    private static bool Splits(string text, int at) => at > 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at]);

    private static int Similar(int[] one, int[] other)
    {
        var (common, i, j) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var order = one[i].CompareTo(other[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common == 0 ? 0 : SimilarMost * 2 * common / (one.Length + other.Length);
    }

    /// <summary>Pairs of neighbouring characters, each once, in order.</summary>
    private static int[] PairsOf(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => (text[i] << 16) | text[i + 1]).Distinct().Order()];

    private sealed record Writing(string Code, string Text, string Folded, MappingRule Rule)
    {
        public int[] Pairs { get; } = PairsOf(Folded);
    }
}
