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
        var skills = new Dictionary<string, Skill>(StringComparer.Ordinal);
        for (var request = new ListSkillsRequest(); ;)
        {
            var page = await clients.Skills.ListSkillsAsync(request, cancellationToken: cancellation);
            foreach (var skill in page.Skills)
                skills[skill.Code] = skill;
            if (page.NextPageToken.Length == 0)
                break;
            request.PageToken = page.NextPageToken;
        }

        _skills = skills;
    }

    public IEnumerable<Skill> All => _skills?.Values ?? [];

    /// <summary>Those that can be given.</summary>
    public IEnumerable<Skill> Active => All.Where(skill => skill.State == SkillState.Active);

    /// <summary>The next page reads them anew.</summary>
    public void Forget() => _skills = null;

    /// <summary>The name in the reader's language, the other one where there is none.</summary>
    public string NameOf(Skill skill) => words.Pick(skill.NameZh.Length > 0 ? skill.NameZh : skill.NameEn, skill.NameEn.Length > 0 ? skill.NameEn : skill.NameZh);

    /// <summary>The skill's name; its code where the taxonomy could not be read or does not know it.</summary>
    public string NameOf(string code) => _skills is not null && _skills.TryGetValue(code, out var skill) ? NameOf(skill) : code;
}
