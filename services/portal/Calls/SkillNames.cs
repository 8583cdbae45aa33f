using System.Globalization;
using Platform.Portal.Texts;
using Platform.Talent.V1;

namespace Platform.Portal.Calls;

/// <summary>The skill taxonomy and its scale, read once a page session.</summary>
public sealed class SkillNames(Clients clients, Words words)
{
    private IReadOnlyDictionary<string, Skill>? _skills;
    private IReadOnlyDictionary<int, SkillLevelText> _levels = new Dictionary<int, SkillLevelText>();

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

        var scale = await clients.Skills.ListSkillLevelsAsync(new ListSkillLevelsRequest(), cancellationToken: cancellation);
        _levels = scale.Levels.ToDictionary(level => level.Level);
        _skills = skills;
    }

    /// <summary>The next page reads them anew.</summary>
    public void Forget() => _skills = null;

    /// <summary>Active and retired ones.</summary>
    public IEnumerable<Skill> All => _skills?.Values ?? [];

    /// <summary>Those that can be given.</summary>
    public IEnumerable<Skill> Active => All.Where(skill => skill.State == SkillState.Active);

    public Skill? Find(string code) => _skills?.GetValueOrDefault(code);

    /// <summary>Active skills that are written with the text somewhere.</summary>
    public IEnumerable<Skill> Search(string? text) => string.IsNullOrWhiteSpace(text) ? Active : Active.Where(skill => IsWritten(skill, text.Trim()));

    public static bool IsWritten(Skill skill, string text) =>
        skill.Synonyms.Append(skill.NameZh).Append(skill.NameEn).Append(skill.Code).Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name in the reader's language, the other one where there is none.</summary>
    public string NameOf(Skill skill) => words.Pick(skill.NameZh.Length > 0 ? skill.NameZh : skill.NameEn, skill.NameEn.Length > 0 ? skill.NameEn : skill.NameZh);

    /// <summary>The skill's name; its code where the taxonomy could not be read or does not know it.</summary>
    public string NameOf(string code) => Find(code) is { } skill ? NameOf(skill) : code;

    public string NamesOf(IEnumerable<string> codes) => string.Join(words["list.comma"], codes.Select(NameOf));

    /// <summary>The number and name of a level of the general scale.</summary>
    public string LevelOf(int level) => _levels.TryGetValue(level, out var text)
        ? string.Create(CultureInfo.InvariantCulture, $"{level} {words.Pick(text.NameZh, text.NameEn)}")
        : level.ToString(CultureInfo.InvariantCulture);
}
