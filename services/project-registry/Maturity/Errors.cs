using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Maturity;

public static class MaturityErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此评估。", "There is no such assessment.");

    public static readonly Error NoQuestionnaire = Error.NotFound("没有此版问卷。", "There is no such questionnaire.");

    public static readonly Error DraftExists = Error.Exists("本企业已有填写中的评估，请继续填写。", "The firm has an assessment in progress: go on with that one.");

    public static readonly Error NewerDraft = Error.Exists("企业已开始填写新的评估，不能再退回。", "The firm has begun another assessment, so this one cannot be returned.");

    public static readonly Error NoOrganisation = Error.Precondition(
        ErrorReason.OrganisationUnknown, "账号所属单位尚未登记，请联系管理员。", "The account's organisation is not registered: ask the administrator.");

    public static readonly Error NotSubmitted = Error.Precondition(
        ErrorReason.WrongState, "评估尚未提交，没有结果。", "The assessment has not been submitted, so it has no result.");

    public static Error Unanswered(IReadOnlyCollection<string> zh, IReadOnlyCollection<string> en) => Error.Invalid(
        ErrorReason.InvalidField, "answers", $"提交前还须填写：{string.Join("、", zh)}。", $"These must be answered before it can be submitted: {string.Join(", ", en)}.");

    public static Error ItemUnknown(string item) => Error.Invalid(
        ErrorReason.InvalidField, "assessment.answers", $"问卷中没有题项“{item}”。", $"The questionnaire has no item “{item}”.");

    public static Error ItemTwice(string item) => Error.Invalid(
        ErrorReason.InvalidField, "assessment.answers", $"题项“{item}”回答了不止一次。", $"The item “{item}” is answered more than once.");

    public static Error IndustryUnknown(string industry) => Error.Invalid(
        ErrorReason.IndustryUnknown, "industry", $"产业目录中没有“{industry}”。", $"The catalogue has no industry “{industry}”.");

    public static Error MaskUnknown(string path) => Error.Invalid(
        ErrorReason.InvalidField, "update_mask", $"“{path}”不能修改。", $"“{path}” cannot be changed.");

    public static Error Weights(string zh, string en) => Error.Invalid(
        ErrorReason.WeightsNot100, "questionnaire", $"{zh}之和须为 100。", $"{en} must add to 100.");

    public static Error Contradiction(string zh, string en) => Error.Invalid(ErrorReason.InvalidField, "questionnaire", zh, en);

    public static readonly Error EffectiveInPast = Error.Invalid(
        ErrorReason.PastDate, "questionnaire.effective_from", "生效日不得早于今天。", "It cannot take effect before today.");

    public static Error WrongState(AssessmentState present) => Error.Precondition(
        ErrorReason.WrongState,
        $"评估当前为“{Chinese(present)}”，不能执行此操作。", $"The assessment is {English(present)}, which does not allow this.");

    private static string Chinese(AssessmentState state) => state switch
    {
        AssessmentState.Draft => "填写中",
        AssessmentState.Submitted => "已提交",
        _ => "已确认",
    };

    private static string English(AssessmentState state) => state switch
    {
        AssessmentState.Draft => "in progress",
        AssessmentState.Submitted => "submitted",
        _ => "confirmed",
    };
}
