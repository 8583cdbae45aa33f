using Platform.Chassis.Catalogues;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>
/// How much two project names are alike: the Jaccard coefficient of their sets of neighbouring character pairs, shared pairs over all
/// pairs (P. Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37 (1901) 547–579; character bigrams, as Chinese
/// is written without spaces). Width, case, spaces and punctuation do not count.
/// </summary>
public sealed class NameSimilarity
{
    private readonly HashSet<int> _pairs;
    private readonly string _folded;

    public NameSimilarity(string name)
    {
        _folded = string.Concat(Words.Fold(name).Where(char.IsLetterOrDigit));
        _pairs = [.. Enumerable.Range(0, Math.Max(0, _folded.Length - 1)).Select(i => (_folded[i] << 16) | _folded[i + 1])];
    }

    /// <summary>Whole per cent, rounded down; 100 where the folded names are equal. Symmetric.</summary>
    public int PercentOf(NameSimilarity other)
    {
        if (_folded == other._folded)
        {
            return 100;
        }

        if (_pairs.Count == 0 || other._pairs.Count == 0)
        {
            return 0;
        }

        var shared = _pairs.Count(other._pairs.Contains);
        // Names of the same pairs in another order are alike, but not equal.
        return Math.Min(99, shared * 100 / (_pairs.Count + other._pairs.Count - shared));
    }

    /// <summary>Whether so much similarity is possible at all, by the numbers of pairs alone.</summary>
    public bool MayReach(int percent, NameSimilarity other) =>
        _folded == other._folded
        || Math.Min(_pairs.Count, other._pairs.Count) * 100L >= (long)percent * Math.Max(_pairs.Count, other._pairs.Count);
}
