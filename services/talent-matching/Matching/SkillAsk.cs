using System.Collections.Frozen;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>A skill that a need asks for, with what counts for it.</summary>
/// <param name="Routes">Codes that count, with the share in ten-thousandths that each counts for.</param>
/// <param name="Maximum">Hundredths of a point.</param>
public sealed record SkillAsk(string Code, short Level, FrozenDictionary<string, int> Routes, int Maximum)
{
    /// <summary>
    /// The asks of one kind. Points are shared by weight; what does not divide goes to the first by code, so that the order in
    /// which a need names its skills changes nothing.
    /// </summary>
    public static SkillAsk[] Share(SkillList skills, SkillTaxonomy taxonomy, int hundredths)
    {
        var ordered = Enumerable.Range(0, skills.Codes.Length)
            .Where(i => taxonomy.ByCode.ContainsKey(skills.Codes[i]))
            .OrderBy(i => skills.Codes[i], StringComparer.Ordinal)
            .ToArray();
        var weights = ordered.Sum(i => (int)skills.WeightAt(i));
        var left = hundredths - ordered.Sum(i => hundredths * skills.WeightAt(i) / weights);
        return [.. ordered.Select((i, n) => new SkillAsk(
            skills.Codes[i],
            skills.Levels[i],
            taxonomy.RoutesTo(skills.Codes[i]),
            (hundredths * skills.WeightAt(i) / weights) + (n < left ? 1 : 0)))];
    }

    /// <summary>Hundredths of a point: the best that any of the talent's skills gives. Grows with each of their levels.</summary>
    public int Points(SkillList skills) => Best(skills).Points;

    /// <summary>The points and the index of the talent's skill that gives them, the earlier by code of equal ones; -1 where none does.</summary>
    public (int Points, int Index) Best(SkillList skills)
    {
        var best = (Points: 0, Index: -1);
        for (var i = 0; i < skills.Codes.Length; i++)
        {
            var points = Routes.TryGetValue(skills.Codes[i], out var share) ? PointsOf(share, skills.Levels[i]) : 0;
            if (points == 0)
            {
                continue;
            }

            if (points > best.Points || (points == best.Points && string.CompareOrdinal(skills.Codes[i], skills.Codes[best.Index]) < 0))
            {
                best = (points, i);
            }
        }

        return best;
    }

    /// <summary>What one skill of this level gives, in hundredths.</summary>
    public int PointsOf(int share, short level) => (int)((((long)share * LevelFit(level) * Maximum) + 50_000_000) / 100_000_000);

    /// <summary>Whether the talent has the skill itself at the level asked.</summary>
    public bool IsMet(SkillList skills) => Array.IndexOf(skills.Codes, Code) is >= 0 and var i && skills.Levels[i] >= Level;

    private int LevelFit(short level) => level switch
    {
        _ when level < Level => ScoreWeights.BelowLevel * level / Level,
        _ when Level >= 5 => ScoreWeights.Whole,
        _ => ScoreWeights.AtLevel + ((ScoreWeights.Whole - ScoreWeights.AtLevel) * (Math.Min(level, (short)5) - Level) / (5 - Level)),
    };
}
