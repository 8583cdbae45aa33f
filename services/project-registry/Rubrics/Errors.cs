using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Rubrics;

public static class RubricErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此评分标准版本。", "There is no such rubric version.");

    public static readonly Error NameTaken = Error.Exists("已有同名的评分标准。", "There is a rubric of that name.");

    public static readonly Error DraftExists = Error.Exists("该评分标准已有起草中的版本，请修改该版本。", "The rubric has a draft already: edit that one.");

    public static readonly Error Frozen = Error.Precondition(
        ErrorReason.RubricFrozen, "该版本已用于已开放的批次，不能再修改；请另立新版本。", "A batch that uses this version was opened, so it can no longer be changed: make a new version.");

    public static readonly Error Published = Error.Precondition(
        ErrorReason.RubricFrozen, "该版本已发布，请先撤回再修改，或另立新版本。", "This version is published: recall it before you change it, or make a new version.");

    public static readonly Error InUse = Error.Precondition(
        ErrorReason.RubricFrozen, "已有批次采用该版本，不能撤回。", "A batch uses this version, so it cannot be recalled.");

    public static readonly Error NotPublished = Error.Precondition(
        ErrorReason.WrongState, "该评分标准版本尚未发布，批次不能采用。", "The rubric version is still a draft: publish it before a batch uses it.");

    public static readonly Error NoCriteria = Error.Invalid(
        ErrorReason.InvalidField, "criteria", "评分标准至少要有一项。", "A rubric needs at least one criterion.");

    public static readonly Error WeightsNot100 = Error.Invalid(
        ErrorReason.WeightsNot100, "criteria", "各项评分标准的权重之和须为 100。", "The weights of the criteria must add to 100.");

    public static readonly Error CriterionTwice = Error.Invalid(
        ErrorReason.InvalidField, "criteria", "评分标准的编号不能重复。", "Two criteria share an id.");

    public static readonly Error LevelsOutOfOrder = Error.Invalid(
        ErrorReason.InvalidField, "scale", "档次的起点须由低到高，且不能重复。", "The levels must begin at ascending points, each at another.");

    public static Error VetoReviewers(string criterion) => Error.Invalid(
        ErrorReason.InvalidField, "criteria",
        $"“{criterion}”的否决规则：按专家人数否决时须填写人数，按平均分否决时不填。", $"Veto of “{criterion}”: the number of reviewers belongs to the rule by reviewers, and only to it.");

    public static Error OffScale(string what, int step) => Error.Invalid(
        ErrorReason.InvalidField, "scale", $"“{what}”须为 {step} 分的整倍数。", $"“{what}” must be a multiple of {step} points.");

    public static Error OffStep(string zh, string en, int step) => Error.Invalid(
        ErrorReason.InvalidField, "scores", $"“{zh}”须按 {step} 分一档打分。", $"“{en}” is scored in steps of {step} points.");

    public static Error MaskUnknown(string path) => Error.Invalid(
        ErrorReason.InvalidField, "update_mask", $"“{path}”不能修改。", $"“{path}” cannot be changed.");

    public static Error WrongState(RubricState present) => Error.Precondition(
        ErrorReason.WrongState,
        $"该版本当前为“{Chinese(present)}”，不能执行此操作。", $"The version is {English(present)}, which does not allow this.");

    private static string Chinese(RubricState state) => state switch
    {
        RubricState.Draft => "起草",
        RubricState.Published => "已发布",
        _ => "已锁定",
    };

    private static string English(RubricState state) => state switch
    {
        RubricState.Draft => "a draft",
        RubricState.Published => "published",
        _ => "frozen",
    };
}
