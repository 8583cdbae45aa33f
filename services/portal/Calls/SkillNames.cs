using Platform.Portal.Texts;
using Platform.Talent.V1;

namespace Platform.Portal.Calls;

/// <summary>The skill taxonomy, read once a page session.</summary>
public sealed class SkillNames(Clients clients, Words words)
{
    private IReadOnlyDictionary<string, Skill>? _skills;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (_skills is not null)
            return;
        var answer = await clients.Skills.ListSkillsAsync(new ListSkillsRequest(), cancellationToken: cancellation);
        _skills = answer.Skills.ToDictionary(skill => skill.Code, StringComparer.Ordinal);
    }

    public IEnumerable<Skill> All => _skills?.Values ?? [];

    public string NameOf(Skill skill) => words.Pick(skill.NameZh, skill.NameEn);

    /// <summary>The skill's name; its code where the taxonomy could not be read or does not know it.</summary>
    public string NameOf(string code) => _skills is not null && _skills.TryGetValue(code, out var skill) ? NameOf(skill) : code;
}
