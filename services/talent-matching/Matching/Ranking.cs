namespace Platform.TalentMatching.Matching;

/// <summary>Keeps the best of many scored talents.</summary>
public sealed class Ranking(NeedProfile need)
{
    private readonly SortedSet<Scored> _best = [];

    public NeedProfile Need { get; } = need;

    /// <summary>Best first, at most <see cref="ScoreWeights.ShortlistSize"/>.</summary>
    public IReadOnlyList<Scored> Best => [.. _best];

    /// <returns>Whether the talent is among the best so far.</returns>
    public bool Consider(TalentProfile talent)
    {
        if (!Score.MayWork(Need.Terms.Employment, talent.Employment)
            || (_best.Count == ScoreWeights.ShortlistSize && Score.AtMost(Need, talent) < _best.Max!.Points))
        {
            return false;
        }

        var scored = Score.Of(Need, talent);
        if (!scored.Fits || (_best.Count == ScoreWeights.ShortlistSize && scored.CompareTo(_best.Max) > 0))
        {
            return false;
        }

        _best.Add(scored);
        if (_best.Count > ScoreWeights.ShortlistSize)
        {
            _best.Remove(_best.Max!);
        }

        return true;
    }
}
