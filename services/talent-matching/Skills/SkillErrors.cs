using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Skills;

public static class SkillErrors
{
    public static readonly Error NotFound = Error.NotFound("技能库中没有此技能。", "The taxonomy has no such skill.");

    /// <param name="nearest">Skills that may have been meant.</param>
    public static Error Unknown(string word, string field, IReadOnlyList<SkillEntry> nearest) => Error.Invalid(
        ErrorReason.SkillUnknown,
        field,
        $"技能库中没有“{word}”，请改用技能库中的名称或同义词{(nearest.Count == 0 ? "" : $"；相近的有：{string.Join("、", nearest.Select(skill => skill.ShownZh))}")}。",
        $"The taxonomy has no skill “{word}”: use one of its names or synonyms{(nearest.Count == 0 ? "" : $"; near to it: {string.Join(", ", nearest.Select(skill => skill.ShownEn))}")}.");

    public static Error Retired(string word, string field) => Error.Invalid(
        ErrorReason.SkillRetired, field, $"技能“{word}”已停用，不能再选，请改用其他技能。", $"The skill “{word}” is retired and cannot be given any more: choose another.");
}
