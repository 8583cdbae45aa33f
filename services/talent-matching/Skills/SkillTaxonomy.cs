using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Platform.Chassis.Catalogues;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>
/// The skills that talents have and needs ask for, as of one version. Never changes; <see cref="CurrentTaxonomy"/> has the one of the moment.
/// Retired skills stay readable and count as before; only active ones are found by a word and can be newly given.
/// </summary>
public sealed class SkillTaxonomy
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly FrozenDictionary<string, SkillEntry> _byWriting;
    private readonly FrozenDictionary<string, SkillEntry> _retiredByWriting;
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, int>> _routes = new(StringComparer.Ordinal);
    private readonly Lazy<SkillRecogniser> _recogniser;
    private readonly Lazy<SkillMapper> _mapper;
    private readonly SkillRoutes _links;

    public SkillTaxonomy(IEnumerable<SkillEntry> entries)
    {
        SkillEntry[] all = [.. entries.OrderBy(entry => entry.Code, StringComparer.Ordinal)];
        ByCode = all.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);
        All = [.. all.Where(entry => entry.State != SkillState.Merged)];
        Active = [.. all.Where(entry => entry.State == SkillState.Active)];
        _links = new SkillRoutes(ByCode);
        _byWriting = Written(Active.Concat(all.Where(entry => entry.State == SkillState.Merged)), entry => ByCode[_links.Target(entry.Code)], SkillState.Active);
        _retiredByWriting = Written(all.Where(entry => entry.State != SkillState.Active), entry => ByCode[_links.Target(entry.Code)], SkillState.Retired);
        _recogniser = new(() => new SkillRecogniser(Active));
        _mapper = new(() => new SkillMapper(Active));
    }

    public long Version { get; init; }

    /// <summary>From this score on, in hundredths, a word of an import is mapped without a person.</summary>
    public int MappingThreshold { get; init; } = 8_500;

    /// <summary>Active and retired ones, ordered by code.</summary>
    public IReadOnlyList<SkillEntry> All { get; }

    /// <summary>Those that can be given, ordered by code.</summary>
    public IReadOnlyList<SkillEntry> Active { get; }

    /// <summary>All that ever were, also merged ones.</summary>
    public FrozenDictionary<string, SkillEntry> ByCode { get; }

    /// <summary>Reads the file beside the program.</summary>
    /// <exception cref="InvalidDataException">A code stands twice, or a broader or related code is unknown.</exception>
    public static SkillTaxonomy Load() => Parse(ReadFile());

    internal static string ReadFile() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Skills", "skills.json"));

    public static SkillTaxonomy Parse(string json)
    {
        var entries = JsonSerializer.Deserialize<List<SkillEntry>>(json, Json)!;
        var codes = entries.Select(entry => entry.Code).ToHashSet();
        var unknown = entries.SelectMany(entry => entry.Related.Concat(entry.Broader)).FirstOrDefault(code => !codes.Contains(code));
        return codes.Count < entries.Count || unknown is not null
            ? throw new InvalidDataException($"skills.json: {(unknown is null ? "a code stands twice" : $"unknown code {unknown}")}.")
            : new SkillTaxonomy(entries);
    }

    /// <summary>The active skill that a word names by code, Chinese or English name or synonym; null where none. A merged code names what took its place.</summary>
    public SkillEntry? Find(string word) => _byWriting.GetValueOrDefault(Words.Fold(word));

    /// <summary>As <see cref="Find"/>, for what a person states.</summary>
    /// <param name="field">The request's field, for the refusal.</param>
    /// <exception cref="Chassis.Errors.FailedException">SKILL_UNKNOWN with the nearest skills; SKILL_RETIRED.</exception>
    public SkillEntry Require(string word, string field)
    {
        if (Find(word) is { } found)
        {
            return found;
        }

        throw (_retiredByWriting.ContainsKey(Words.Fold(word)) ? SkillErrors.Retired(word, field) : SkillErrors.Unknown(word, field, Nearest(word))).ToException();
    }

    /// <summary>Skills that a word may mean, best first; those that it names come at the top.</summary>
    public IReadOnlyList<WordMatch> Suggest(string word, int count) => _mapper.Value.Suggest(word, count);

    /// <summary>The skill that a word of an import means: the only best one from the threshold on; null where a person must look.</summary>
    public SkillEntry? Map(string word)
    {
        if (Find(word) is { } found)
        {
            return found;
        }

        var best = Suggest(word, 2);
        return best.Count > 0 && best[0].Score >= MappingThreshold && (best.Count == 1 || best[1].Score < best[0].Score) ? ByCode[best[0].Code] : null;
    }

    /// <summary>Up to three skills near to a word, for a sentence.</summary>
    internal IReadOnlyList<SkillEntry> Nearest(string word) => [.. Suggest(word, 3).Select(one => ByCode[one.Code])];

    /// <summary>Codes of the active skills that a free text, such as a job title, speaks of; in the order of the text, each once.</summary>
    public IReadOnlyList<string> Recognise(string text) => _recogniser.Value.Recognise(text);

    /// <summary>Codes that count for a skill, each with the share in ten-thousandths that it counts for; the skill itself counts in full.</summary>
    public FrozenDictionary<string, int> RoutesTo(string code) => _routes.GetOrAdd(code, _links.To);

    /// <summary>Codes of the skills right below.</summary>
    public IEnumerable<string> NarrowerOf(string code) => _links.NarrowerOf(code).Order(StringComparer.Ordinal);

    /// <summary>The skill that a code stands for now, through all merges.</summary>
    public SkillEntry? Standing(string code) => ByCode.GetValueOrDefault(_links.Target(code));

    /// <summary>By folded writing. Codes go before names and names before synonyms, so that no synonym takes another skill's name.</summary>
    private static FrozenDictionary<string, SkillEntry> Written(IEnumerable<SkillEntry> entries, Func<SkillEntry, SkillEntry> standing, SkillState state) => entries
        .Where(entry => standing(entry).State == state)
        .SelectMany(entry => entry.Writings.Select(writing => (Key: Words.Fold(writing), Rank: RankOf(entry, writing), Entry: standing(entry))))
        .OrderBy(writing => writing.Rank)
        .DistinctBy(writing => writing.Key)
        .ToFrozenDictionary(writing => writing.Key, writing => writing.Entry, StringComparer.Ordinal);

    private static int RankOf(SkillEntry entry, string writing) => (entry.State == SkillState.Merged ? 3 : 0) + (writing == entry.Code ? 0 : writing == entry.NameZh || writing == entry.NameEn ? 1 : 2);
}
