using Platform.Portal.Calls;
using Platform.Talent.V1;

namespace Platform.Portal.Skills;

/// <summary>Skills by what stands above them, in the order of their names.</summary>
public sealed class SkillTree
{
    private readonly ILookup<string, Skill> _below;

    public SkillTree(SkillNames names)
    {
        Skill[] all = [.. names.All.OrderBy(names.NameOf, StringComparer.CurrentCulture)];
        Count = all.Length;
        _below = all.SelectMany(skill => skill.Broader.Select(broader => (Broader: broader, Skill: skill))).ToLookup(link => link.Broader, link => link.Skill, StringComparer.Ordinal);
        Tops = [.. all.Where(skill => !skill.Broader.Any(code => names.Find(code) is not null))];
    }

    public int Count { get; }

    public IReadOnlyList<Skill> Tops { get; }

    public IReadOnlyList<Skill> Below(string code) => [.. _below[code]];
}
