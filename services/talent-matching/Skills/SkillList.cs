using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>Skills with levels, as the database keeps them: two arrays with the level at the index of its code.</summary>
public sealed record SkillList(string[] Codes, short[] Levels)
{
    /// <summary>The weight of a skill that states none, of 1–5.</summary>
    public const short UsualWeight = 3;

    /// <summary>At the index of its code, of a need's skills; empty: all the same.</summary>
    public short[] Weights { get; init; } = [];

    public static readonly SkillList Empty = new([], []);

    /// <summary>One entry a code, the highest level where a code comes twice; in the order of the first coming.</summary>
    public static SkillList Of(IEnumerable<(string Code, int Level)> skills)
    {
        var levels = new OrderedDictionary<string, short>();
        foreach (var (code, level) in skills)
        {
            levels[code] = (short)Math.Max(level, levels.GetValueOrDefault(code));
        }

        return new SkillList([.. levels.Keys], [.. levels.Values]);
    }

    /// <summary>As <see cref="Of"/>, with weights 1–5, 0 for the usual one; the highest where a code comes twice.</summary>
    public static SkillList Weighted(IReadOnlyCollection<(string Code, int Level, int Weight)> skills)
    {
        var list = Of(skills.Select(skill => (skill.Code, skill.Level)));
        var weights = skills.ToLookup(skill => skill.Code, skill => (short)(skill.Weight == 0 ? UsualWeight : skill.Weight));
        return list with { Weights = [.. list.Codes.Select(code => weights[code].Max())] };
    }

    public short WeightAt(int index) => Weights.Length == 0 ? UsualWeight : Weights[index];

    /// <summary>With weights, as a need's skills are told.</summary>
    public IEnumerable<SkillLevel> ToWeightedMessages() =>
        Codes.Select((code, i) => new SkillLevel { Skill = code, Level = Levels[i], Weight = WeightAt(i) });

    public IEnumerable<SkillLevel> ToMessages() => Codes.Zip(Levels, (code, level) => new SkillLevel { Skill = code, Level = level });
}
