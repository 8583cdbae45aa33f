using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>Entries as messages.</summary>
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
    };
}
