using System.Collections.Frozen;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Matching;

/// <summary>A skill that a need asks for, with what counts for it.</summary>
/// <param name="Routes">Codes that count, with the share that each counts for.</param>
/// <param name="Maximum">Hundredths of a point.</param>
public sealed record SkillAsk(string Code, short Level, FrozenDictionary<string, double> Routes, int Maximum)
{
    /// <summary>
    /// The asks of one kind. Points are shared evenly; what does not divide goes to the first by code, so that the order in
    /// which a need names its skills changes nothing.
    /// </summary>
    public static SkillAsk[] Share(SkillList skills, SkillTaxonomy taxonomy, int hundredths)
    {
        var ordered = skills.Codes.Zip(skills.Levels).Where(skill => taxonomy.ByCode.ContainsKey(skill.First)).OrderBy(skill => skill.First, StringComparer.Ordinal).ToArray();
        return [.. ordered.Select((skill, i) => new SkillAsk(
            skill.First, skill.Second, taxonomy.RoutesTo(skill.First), (hundredths / ordered.Length) + (i < hundredths % ordered.Length ? 1 : 0)))];
    }

    /// <summary>0–1: the best that any of the talent's skills gives. Grows with each of their levels.</summary>
    public double Fit(SkillList skills) => Best(skills).Fit;

    /// <summary>The fit and the index of the talent's skill that gives it; -1 where none does.</summary>
    public (double Fit, int Index) Best(SkillList skills)
    {
        var best = (Fit: 0.0, Index: -1);
        for (var i = 0; i < skills.Codes.Length; i++)
        {
            if (Routes.TryGetValue(skills.Codes[i], out var share) && share * LevelFit(skills.Levels[i]) is var fit && fit > best.Fit)
            {
                best = (fit, i);
            }
        }

        return best;
    }

    /// <summary>Whether the talent has the skill itself at the level asked.</summary>
    public bool IsMet(SkillList skills) => Array.IndexOf(skills.Codes, Code) is >= 0 and var i && skills.Levels[i] >= Level;

    private double LevelFit(short level) => level switch
    {
        _ when level < Level => ScoreWeights.BelowLevel * level / Level,
        _ when Level >= 5 => 1,
        _ => ScoreWeights.AtLevel + ((1 - ScoreWeights.AtLevel) * (Math.Min(level, (short)5) - Level) / (5 - Level)),
    };
}
