using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>Entries as messages and back.</summary>
internal static class SkillMessages
{
    public static Skill Of(SkillEntry entry) => new()
    {
        Code = entry.Code,
        NameZh = entry.NameZh,
        NameEn = entry.NameEn,
        Synonyms = { entry.Synonyms },
        Broader = { entry.Broader },
        Related = { entry.Related },
        State = entry.State,
        MergedInto = entry.MergedInto ?? "",
        LevelsZh = { entry.LevelsZh },
        LevelsEn = { entry.LevelsEn },
        EscoUri = entry.EscoUri ?? "",
        Etag = Etag.Of(entry.Version),
    };

    /// <summary>What an official edits of it: state, merging and origin stay those of <paramref name="present"/>.</summary>
    public static SkillEntry ToEntry(this Skill skill, SkillEntry present) => present with
    {
        NameZh = skill.NameZh,
        NameEn = skill.NameEn,
        Synonyms = skill.Synonyms,
        Broader = skill.Broader,
        Related = skill.Related,
        LevelsZh = skill.LevelsZh,
        LevelsEn = skill.LevelsEn,
    };

    public static SkillSuggestion Of(WordMatch suggestion, SkillTaxonomy taxonomy) => new()
    {
        Code = suggestion.Code,
        NameZh = taxonomy.ByCode[suggestion.Code].NameZh,
        NameEn = taxonomy.ByCode[suggestion.Code].NameEn,
        Score = suggestion.Score / 100.0,
        Rule = (SkillMatchRule)suggestion.Rule,
        Writing = suggestion.Writing,
    };
}
