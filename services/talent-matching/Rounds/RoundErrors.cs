using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Rounds;

public static class RoundErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此双选会。", "There is no such round.");

    public static readonly Error RunNotFound = Error.NotFound("没有此次匹配运算。", "There is no such run.");

    public static readonly Error NeedNotIn = Error.NotFound("该岗位未参加此双选会。", "This need does not take part in the round.");

    public static readonly Error TalentNotIn = Error.NotFound("该人才未参加此双选会。", "This talent does not take part in the round.");

    public static readonly Error WrongState = Error.Precondition(
        ErrorReason.WrongState, "双选会当前的阶段不能执行此操作，请刷新后查看。", "The round's present stage does not allow this: read it again.");

    public static readonly Error NotPublished = Error.Precondition(
        ErrorReason.WrongState, "结果尚未公布。", "The result is not published yet.");

    public static readonly Error RegistrationOver = Error.Precondition(
        ErrorReason.DeadlinePassed, "报名截止时间已过。", "The deadline for registration has passed.");

    public static readonly Error RankingOver = Error.Precondition(
        ErrorReason.DeadlinePassed, "排序截止时间已过。", "The deadline for ranking has passed.");

    public static readonly Error CalendarPast = Error.Invalid(
        ErrorReason.PastDate, "registration_until", "报名截止时间须晚于现在。", "Registration must end after the present.");

    public static readonly Error CalendarOrder = Error.Invalid(
        ErrorReason.InvalidField, "ranking_until", "时间须依次为报名截止、排序截止、结果公布、邀约截止。",
        "The calendar must run forward: registration, ranking, publication, end of the offers.");

    public static readonly Error StageEnded = Error.Precondition(
        ErrorReason.WrongState, "该时间所属的阶段已经结束，不能再调整。", "The stage of this date has ended: it cannot be moved any more.");

    public static readonly Error MovedToPast = Error.Invalid(
        ErrorReason.PastDate, "dates", "调整后的时间须晚于现在。", "A date can be moved only to a time that lies ahead.");

    public static readonly Error QuotaAboveSeats = Error.Precondition(
        ErrorReason.QuotaAboveSeats, "名额不能超过该岗位尚缺的人数，且岗位须在招聘中。", "The quota must not exceed the need's free seats, and the need must be open.");

    public static readonly Error ConsentMissing = Error.Precondition(
        ErrorReason.ConsentMissing, "须先取得每位人才本人参加双选会的同意。", "Each talent's own consent to take part is needed first.");

    public static readonly Error RankingRepeated = Error.Invalid(
        ErrorReason.RankingRepeated, "ranking", "同一对象在排序或排除名单中出现了两次，请只保留一处。", "The lists name somebody twice: keep one of them.");

    public static readonly Error InputsChanged = Error.Precondition(
        ErrorReason.RoundInputsChanged, "试算之后有人退出、名额或排序有变，请重新试算后再公布。",
        "Somebody left, or a seat or ranking changed, since the simulation: simulate again before you publish.");

    public static Error Stranger(int position) => Error.Invalid(
        ErrorReason.RankingStranger, "ranking", $"名单第 {position} 位未参加此双选会，请删除后重试。", $"Entry {position} does not take part in this round: remove it and retry.");
}
