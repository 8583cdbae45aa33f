using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Placements;

public static class PlacementErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此签约事项。", "There is no such placement.");

    public static readonly Error AlreadyOffered = Error.Exists("已向该人才发出过邀约。", "This talent has an offer for this need already.");

    public static readonly Error WrongState = Error.Precondition(
        ErrorReason.WrongState, "该签约事项当前的状态不能执行此操作。", "The placement's present state does not allow this.");

    public static readonly Error InterviewPast = Error.Invalid(
        ErrorReason.PastDate, "interview_time", "面试时间须晚于现在。", "The interview must be in the future.");

    public static readonly Error StartDay = Error.Invalid(
        ErrorReason.InvalidField, "start_day", "入职日期须为 36 个月以内、未来 12 个月以内的 yyyy-MM-dd 日期。", "The start must be a day as yyyy-MM-dd, at most 36 months back and 12 ahead.");

    public static readonly Error IndustryUnknown = Error.Invalid(
        ErrorReason.IndustryUnknown, "industry", "本市目录中没有此产业。", "The city's catalogue has no such industry.");

    public static readonly Error Reported = Error.Precondition(
        ErrorReason.WrongState, "已有回访或离职填报，入职日期不能再改。", "A follow-up or leaving has been reported: the start cannot change any more.");

    public static readonly Error TalentPlaced = Error.Precondition(
        ErrorReason.WrongState, "该人才已签约。", "The talent is placed already.");

    public static readonly Error SeatsTaken = Error.Precondition(
        ErrorReason.SeatsTaken, "该岗位已招满。", "The need has no free seat.");

    public static readonly Error ConsentMissing = Error.Precondition(
        ErrorReason.ConsentMissing, "须先取得本人同意才能签约。", "The talent's own consent is needed first.");
}
