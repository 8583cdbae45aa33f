using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.FollowUps;

public static class FollowUpErrors
{
    public static readonly Error NotDue = Error.Precondition(
        ErrorReason.FollowUpNotDue, "该回访尚未到期，到期后才能填报。", "The follow-up is not due yet: answer it from its due day on.");

    public static readonly Error LeavingMissing = Error.Precondition(
        ErrorReason.LeavingMissing, "已不在职的，请先登记离职时间和原因。", "Not employed any more: report the leaving with its day and reason first.");

    public static readonly Error Contradicts = Error.Precondition(
        ErrorReason.FollowUpContradicts, "与贵方登记的离职情况不一致，请先更正其一。", "This contradicts what your side reported of the leaving: correct one of them first.");

    public static readonly Error LeftDay = Error.Invalid(
        ErrorReason.InvalidField, "left_day", "离职日期须为入职之后、今天或以前的 yyyy-MM-dd 日期。", "The day of leaving must be a day as yyyy-MM-dd from the start to today.");

    public static readonly Error ReasonUnknown = Error.Invalid(
        ErrorReason.InvalidField, "reason", "没有此离职原因，请从列表中选择。", "There is no such reason: choose one of the list.");

    public static readonly Error NoLeaving = Error.Precondition(
        ErrorReason.WrongState, "贵方没有登记过离职。", "Your side has reported no leaving.");

    public static readonly Error AnswersRest = Error.Precondition(
        ErrorReason.WrongState, "已有回访按离职填报，请先更正回访。", "A follow-up was answered on the ground of the leaving: correct that first.");
}
