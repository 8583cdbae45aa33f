using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>One entry of the taxonomy, as <c>skills.json</c> and the database have it.</summary>
/// <param name="NameZh">Empty where nobody has named it in Chinese yet; then the English name stands for it.</param>
/// <param name="Broader">Codes of the broader skills; none at the top.</param>
/// <param name="Related">Codes of neighbours; a link counts both ways.</param>
public sealed record SkillEntry(
    string Code, string NameZh, string NameEn, IReadOnlyList<string> Synonyms, IReadOnlyList<string> Broader, IReadOnlyList<string> Related)
{
    public SkillState State { get; init; } = SkillState.Active;

    /// <summary>Code of the skill that took its place; null unless merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>What levels 1–5 mean for this skill in Chinese; empty: the general scale.</summary>
    public IReadOnlyList<string> LevelsZh { get; init; } = [];

    public IReadOnlyList<string> LevelsEn { get; init; } = [];

    /// <summary>conceptUri of the ESCO skill; null where it is none.</summary>
    public string? EscoUri { get; init; }

    /// <summary>The taxonomy's version that last changed it.</summary>
    public long Version { get; init; }

    /// <summary>Every way to write it: code, both names, synonyms.</summary>
    public IEnumerable<string> Writings => new[] { Code, NameZh, NameEn }.Concat(Synonyms).Where(writing => writing.Length > 0);

    /// <summary>The Chinese name, the English one where there is none.</summary>
    public string ShownZh => NameZh.Length > 0 ? NameZh : NameEn;

    /// <summary>The English name, the Chinese one where there is none.</summary>
    public string ShownEn => NameEn.Length > 0 ? NameEn : NameZh;
}
