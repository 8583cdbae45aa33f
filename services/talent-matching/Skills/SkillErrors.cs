using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Skills;

public static class SkillErrors
{
    public static Error Unknown(string word, string field) => Error.Invalid(
        ErrorReason.SkillUnknown, field, $"技能库中没有“{word}”，请改用技能库中的名称或同义词。", $"The taxonomy has no skill “{word}”: use one of its names or synonyms.");
}
