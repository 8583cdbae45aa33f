using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>A row of <c>skill</c>.</summary>
internal sealed class SkillRow
{
    /// <summary>Of <c>skill s</c>.</summary>
    public const string Columns = """
        s.code, s.name_zh, s.name_en, s.synonyms, s.broader, s.related, s.state, s.merged_into, s.levels_zh, s.levels_en, s.esco_uri, s.version
        """;

    public string? Code { get; init; }

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    public string[] Synonyms { get; init; } = [];

    public string[] Broader { get; init; } = [];

    public string[] Related { get; init; } = [];

    public short State { get; init; }

    public string? MergedInto { get; init; }

    public string[] LevelsZh { get; init; } = [];

    public string[] LevelsEn { get; init; } = [];

    public string? EscoUri { get; init; }

    public long Version { get; init; }

    /// <summary>Of the taxonomy, where it was read with it.</summary>
    public long TaxonomyVersion { get; init; }

    public int MappingThreshold { get; init; }

    public SkillEntry ToEntry() => new(Code!, NameZh, NameEn, Synonyms, Broader, Related)
    {
        State = (SkillState)State,
        MergedInto = MergedInto,
        LevelsZh = LevelsZh,
        LevelsEn = LevelsEn,
        EscoUri = EscoUri,
        Version = Version,
    };
}
