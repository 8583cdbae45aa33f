using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>Skills with levels, as the database keeps them: two arrays with the level at the index of its code.</summary>
public sealed record SkillList(string[] Codes, short[] Levels)
{
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

    public IEnumerable<SkillLevel> ToMessages() => Codes.Zip(Levels, (code, level) => new SkillLevel { Skill = code, Level = level });
}
