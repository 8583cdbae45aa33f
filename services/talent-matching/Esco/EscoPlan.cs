using Platform.Chassis.Catalogues;
using Platform.Chassis.Imports;
using Platform.Talent.V1;
using Platform.TalentMatching.Skills;

namespace Platform.TalentMatching.Esco;

/// <summary>
/// What rows of ESCO's files make of the taxonomy: pure, the same for the same rows. A skill that came from ESCO follows its label; one of
/// the platform's own keeps its names and takes ESCO's as synonyms.
/// </summary>
internal sealed class EscoPlan
{
    private const string OwnPrefix = "esco-";
    private const int MostBroader = 20;
    private const int MostRelated = 100;
    private const int MostSynonyms = 100;
    private readonly SkillTaxonomy _taxonomy;
    private readonly Dictionary<string, SkillEntry> _entries;
    private readonly Dictionary<string, string> _byUri;
    private readonly Dictionary<string, string> _taken;
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    public EscoPlan(SkillTaxonomy taxonomy)
    {
        _taxonomy = taxonomy;
        _entries = taxonomy.ByCode.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        _byUri = taxonomy.ByCode.Values.Where(entry => entry.EscoUri is not null).ToDictionary(entry => entry.EscoUri!, entry => taxonomy.Standing(entry.Code)!.Code, StringComparer.Ordinal);
        _taken = new(StringComparer.Ordinal);
        foreach (var entry in taxonomy.Active)
        {
            Take(entry);
        }
    }

    public int LinksLeftOut { get; private set; }

    public int LabelsLeftOut { get; private set; }

    /// <summary>Skills that a row spoke of, as they would be, by code.</summary>
    public IEnumerable<SkillEntry> Touched => _touched.Order(StringComparer.Ordinal).Select(code => _entries[code]);

    /// <summary>As it was; null for a new one.</summary>
    public SkillEntry? Before(string code) => _taxonomy.ByCode.GetValueOrDefault(code);

    /// <summary>Those of <see cref="Touched"/> that are new or differ.</summary>
    public IEnumerable<SkillEntry> Changed => Touched.Where(entry => SkillChanges.FieldsChanged(Before(entry.Code), entry).Count > 0);

    /// <param name="chinese">The file's labels are Chinese.</param>
    /// <returns>Why the row cannot be taken; null where it was.</returns>
    public ImportProblem? AddSkill(ImportRow<EscoSkillRow> row, bool chinese)
    {
        var value = row.Value;
        var code = _byUri.GetValueOrDefault(value.Uri) ?? _taken.GetValueOrDefault(Words.Fold(value.Label));
        var entry = code is null
            ? new SkillEntry(SkillRules.CodeFor($"esco {(chinese ? "skill" : value.Label)}", _entries.ContainsKey), "", "", [], [], [])
            : _entries[code];
        if (entry.EscoUri is { } other && other != value.Uri && !_byUri.ContainsKey(value.Uri))
        {
            return EscoErrors.Taken(row, EscoSheets.Label, entry);
        }

        entry = entry with { EscoUri = entry.EscoUri ?? value.Uri };
        entry = WithName(entry, value.Label, chinese);
        entry = WithName(entry, value.LabelZh, chinese: true);
        entry = value.AltLabels.Concat(value.AltLabelsZh).Aggregate(entry, WithSynonym);
        _entries[entry.Code] = entry;
        _byUri[value.Uri] = entry.Code;
        _touched.Add(entry.Code);
        Take(entry);
        return null;
    }

    public ImportProblem? AddBroader(ImportRow<EscoLinkRow> row)
    {
        if (Ends(row.Value) is not var (skill, other) || skill.Broader.Contains(other.Code))
        {
            return null;
        }

        if (PathUp(other.Code, skill.Code) is { } path)
        {
            return EscoErrors.Cycle(row, EscoSheets.Broader, [skill, .. path.Select(code => _entries[code])]);
        }

        if (skill.Broader.Count < MostBroader)
        {
            Put(skill with { Broader = [.. skill.Broader, other.Code] });
        }
        else
        {
            LinksLeftOut++;
        }

        return null;
    }

    public ImportProblem? AddRelated(ImportRow<EscoLinkRow> row)
    {
        if (Ends(row.Value) is not var (skill, other) || skill.Related.Contains(other.Code) || other.Related.Contains(skill.Code))
        {
            return null;
        }

        if (skill.Related.Count < MostRelated)
        {
            Put(skill with { Related = [.. skill.Related, other.Code] });
        }
        else
        {
            LinksLeftOut++;
        }

        return null;
    }

    /// <summary>Both ends of a link; null where one is unknown, or they are one skill.</summary>
    private (SkillEntry From, SkillEntry To)? Ends(EscoLinkRow link)
    {
        if (_byUri.TryGetValue(link.From, out var from) && _byUri.TryGetValue(link.To, out var to))
        {
            return from == to ? null : (_entries[from], _entries[to]);
        }

        LinksLeftOut++;
        return null;
    }

    private SkillEntry WithName(SkillEntry entry, string label, bool chinese)
    {
        var name = chinese ? entry.NameZh : entry.NameEn;
        if (label.Length == 0 || label == name)
        {
            return entry;
        }

        var follows = name.Length == 0 || entry.Code.StartsWith(OwnPrefix, StringComparison.Ordinal) && !chinese;
        if (!follows || !IsFree(label, entry))
        {
            return WithSynonym(entry, label);
        }

        return chinese ? entry with { NameZh = label } : entry with { NameEn = label };
    }

    private SkillEntry WithSynonym(SkillEntry entry, string label)
    {
        if (entry.Writings.Any(writing => Words.Fold(writing) == Words.Fold(label)))
        {
            return entry;
        }

        if (IsFree(label, entry) && entry.Synonyms.Count < MostSynonyms)
        {
            return entry with { Synonyms = [.. entry.Synonyms, label] };
        }

        LabelsLeftOut++;
        return entry;
    }

    private bool IsFree(string label, SkillEntry entry) => !_taken.TryGetValue(Words.Fold(label), out var owner) || owner == entry.Code;

    private void Take(SkillEntry entry)
    {
        foreach (var writing in entry.State == SkillState.Active ? entry.Writings : [])
        {
            _taken.TryAdd(Words.Fold(writing), entry.Code);
        }
    }

    private void Put(SkillEntry entry)
    {
        _entries[entry.Code] = entry;
        _touched.Add(entry.Code);
    }

    /// <summary>The way up from one skill to another, both included; null where there is none.</summary>
    private List<string>? PathUp(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ways = new Stack<List<string>>([[from]]);
        while (ways.TryPop(out var way))
        {
            if (way[^1] == to)
            {
                return way;
            }

            if (seen.Add(way[^1]))
            {
                foreach (var broader in _entries[way[^1]].Broader)
                {
                    ways.Push([.. way, broader]);
                }
            }
        }

        return null;
    }
}
