using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Skills;

public static class SkillErrors
{
    public static readonly Error NotFound = Error.NotFound("技能库中没有此技能。", "The taxonomy has no such skill.");

    public static readonly Error CodeTaken = Error.Exists("此代码已被使用，请另取代码，或留空由系统生成。", "This code is in use: choose another, or leave it empty to have one made.");

    public static readonly Error NameMissing = Error.Invalid(
        ErrorReason.InvalidField, "skill.name_zh", "请至少填写中文名称或英文名称之一。", "Give at least a Chinese or an English name.");

    public static readonly Error LevelsIncomplete = Error.Invalid(
        ErrorReason.InvalidField, "skill.levels_zh", "等级说明须五级都写，或全部留空（采用通用等级）。", "Describe all five levels, or none to use the general scale.");

    public static readonly Error LinkedToItself = Error.Invalid(
        ErrorReason.InvalidField, "skill.broader", "技能不能以自己为上位或相关技能。", "A skill cannot be broader than or related to itself.");

    public static readonly Error MergedIntoItself = Error.Invalid(
        ErrorReason.InvalidField, "into", "技能不能并入自己，请选择另一技能。", "A skill cannot be merged into itself: choose another.");

    public static readonly Error Merged = Error.Precondition(
        ErrorReason.WrongState, "此技能已并入其他技能，不能再修改。", "This skill was merged into another and cannot be changed any more.");

    public static readonly Error NotActive = Error.Precondition(ErrorReason.WrongState, "此技能不在用，不能停用。", "This skill is not active, so it cannot be retired.");

    public static readonly Error NotRetired = Error.Precondition(ErrorReason.WrongState, "此技能未停用，不能恢复。", "This skill is not retired, so it cannot be restored.");

    /// <param name="nearest">Skills that may have been meant.</param>
    public static Error Unknown(string word, string field, IReadOnlyList<SkillEntry> nearest) => Error.Invalid(
        ErrorReason.SkillUnknown,
        field,
        $"技能库中没有“{word}”，请改用技能库中的名称或同义词{(nearest.Count == 0 ? "" : $"；相近的有：{string.Join("、", nearest.Select(skill => skill.ShownZh))}")}。",
        $"The taxonomy has no skill “{word}”: use one of its names or synonyms{(nearest.Count == 0 ? "" : $"; near to it: {string.Join(", ", nearest.Select(skill => skill.ShownEn))}")}.");

    public static Error Retired(string word, string field) => Error.Invalid(
        ErrorReason.SkillRetired, field, $"技能“{word}”已停用，不能再选，请改用其他技能。", $"The skill “{word}” is retired and cannot be given any more: choose another.");

    public static Error WritingTaken(string writing, SkillEntry owner) => Error.Invalid(
        ErrorReason.SkillWritingTaken,
        "skill.synonyms",
        $"“{writing}”已指技能“{owner.ShownZh}”（{owner.Code}），请改用其他写法，或合并两个技能。",
        $"“{writing}” names the skill “{owner.ShownEn}” ({owner.Code}) already: write it otherwise, or merge the two.");

    /// <param name="path">From a skill up to itself.</param>
    public static Error Cycle(IReadOnlyList<SkillEntry> path) => Error.Invalid(
        ErrorReason.SkillCycle,
        "skill.broader",
        $"上位关系形成循环：{string.Join(" → ", path.Select(skill => skill.ShownZh))}，请去掉其中一个上位关系。",
        $"The broader skills run in a circle: {string.Join(" → ", path.Select(skill => skill.ShownEn))}. Take one of these links away.");
}
