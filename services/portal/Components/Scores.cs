using Platform.Portal.Calls;
using Platform.Portal.Texts;
using Platform.Talent.V1;

namespace Platform.Portal.Components;

/// <summary>The parts of a score as the bar shows them.</summary>
internal static class Scores
{
    public static List<ScoreBar.Part> Parts(IEnumerable<ScorePart> parts, Words words, SkillNames names) =>
    [
        .. parts.Where(part => part.Maximum > 0)
            .Select(part => new ScoreBar.Part(part.Skill.Length > 0 ? names.NameOf(part.Skill) : words[$"part.{part.Kind}"], part.Points, part.Maximum)),
    ];
}
