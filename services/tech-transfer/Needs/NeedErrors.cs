using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

public static class NeedErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这项技术需求，或您无权查看。", "There is no such technology need, or you may not see it.");

    public static readonly Error TitleTaken = Error.Exists("本企业已有同名技术需求。", "Your firm has a technology need of this title already.");

    public static readonly Error IndustryUnknown = Error.Invalid(
        ErrorReason.IndustryUnknown, "industry", "没有这个产业，请按目录填写。", "There is no such industry: use one of the catalogue.");

    public static readonly Error TrackUnknown = Error.Invalid(
        ErrorReason.TrackUnknown, "track", "没有这个赛道，请按目录填写。", "There is no such track: use one of the catalogue.");

    public static readonly Error BudgetRange = Error.Invalid(
        ErrorReason.PriceRangeInvalid, "budget_max_cny_fen", "最高预算不能低于最低预算；只有一个预算时请将最高预算留空。", "The highest budget is below the lowest: leave it empty where there is one.");

    public static readonly Error NotADate = Error.Invalid(
        ErrorReason.InvalidField, "deadline", "截止日期须按 2027-07-01 的格式填写。", "Write the deadline as 2027-07-01.");

    public static readonly Error PastDate = Error.Invalid(
        ErrorReason.PastDate, "deadline", "截止日期已过。", "The deadline has passed.");

    public static Error WrongState(TechnologyNeedState state) => state switch
    {
        TechnologyNeedState.Open => Error.Precondition(ErrorReason.WrongState, "该需求正在征集，不能执行此操作。", "The need is open: this cannot be done."),
        TechnologyNeedState.Solved => Error.Precondition(ErrorReason.WrongState, "该需求已对接，不能执行此操作。", "The need is solved: this cannot be done."),
        _ => Error.Precondition(ErrorReason.WrongState, "该需求已关闭，不能执行此操作。", "The need is closed: this cannot be done."),
    };
}
