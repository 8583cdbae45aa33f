using System.Collections.Frozen;
using System.Text.Json;
using Platform.Chassis.Catalogues;

namespace Platform.TalentMatching.Skills;

/// <summary>One entry of the taxonomy, as <c>skills.json</c> has it.</summary>
/// <param name="Broader">Code of the broader skill; null at the top.</param>
/// <param name="Related">Codes of neighbours.</param>
public sealed record SkillEntry(string Code, string NameZh, string NameEn, IReadOnlyList<string> Synonyms, string? Broader, IReadOnlyList<string> Related)
{
    /// <summary>Every way to write it: code, both names, synonyms.</summary>
    public IEnumerable<string> Writings => [Code, NameZh, NameEn, .. Synonyms];
}

/// <summary>
/// The skills that talents have and needs ask for. Data, not code: a city extends <c>Skills/skills.json</c> and restarts.
/// </summary>
public sealed class SkillTaxonomy
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly FrozenDictionary<string, SkillEntry> _byWriting;
    private readonly FrozenDictionary<string, FrozenDictionary<string, int>> _routes;
    private readonly SkillRecogniser _recogniser;

    public SkillTaxonomy(IEnumerable<SkillEntry> entries)
    {
        All = [.. entries.OrderBy(entry => entry.Code, StringComparer.Ordinal)];
        ByCode = All.ToFrozenDictionary(entry => entry.Code);
        _byWriting = All
            .SelectMany(entry => entry.Writings.Select(writing => (Key: Words.Fold(writing), Entry: entry)))
            .DistinctBy(writing => writing.Key)
            .ToFrozenDictionary(writing => writing.Key, writing => writing.Entry);
        _routes = All.ToFrozenDictionary(entry => entry.Code, entry => SkillRoutes.To(entry, All));
        _recogniser = new SkillRecogniser(All);
    }

    /// <summary>Ordered by code.</summary>
    public IReadOnlyList<SkillEntry> All { get; }

    public FrozenDictionary<string, SkillEntry> ByCode { get; }

    /// <summary>Reads the file beside the program.</summary>
    /// <exception cref="InvalidDataException">A code stands twice, or a broader or related code is unknown.</exception>
    public static SkillTaxonomy Load() => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Skills", "skills.json")));

    public static SkillTaxonomy Parse(string json)
    {
        var entries = JsonSerializer.Deserialize<List<SkillEntry>>(json, Json)!;
        var codes = entries.Select(entry => entry.Code).ToHashSet();
        var unknown = entries.SelectMany(entry => entry.Related.Append(entry.Broader)).FirstOrDefault(code => code is not null && !codes.Contains(code));
        return codes.Count < entries.Count || unknown is not null
            ? throw new InvalidDataException($"skills.json: {(unknown is null ? "a code stands twice" : $"unknown code {unknown}")}.")
            : new SkillTaxonomy(entries);
    }

    /// <summary>The skill that a word names by code, Chinese or English name or synonym; null where none.</summary>
    public SkillEntry? Find(string word) => _byWriting.GetValueOrDefault(Words.Fold(word));

    /// <summary>Codes of the skills that a free text, such as a job title, speaks of; in the order of the text, each once.</summary>
    public IReadOnlyList<string> Recognise(string text) => _recogniser.Recognise(text);

    /// <summary>Codes that count for a skill, each with the share in ten-thousandths that it counts for; the skill itself counts in full.</summary>
    public FrozenDictionary<string, int> RoutesTo(string code) => _routes[code];
}
