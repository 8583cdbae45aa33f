using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Placements;

public static class PlacementErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此签约事项。", "There is no such placement.");

    public static readonly Error AlreadyOffered = Error.Exists("已向该人才发出过邀约。", "This talent has an offer for this need already.");

    public static readonly Error WrongState = Error.Precondition(
        ErrorReason.WrongState, "该签约事项当前的状态不能执行此操作。", "The placement's present state does not allow this.");

    public static readonly Error TalentPlaced = Error.Precondition(
        ErrorReason.WrongState, "该人才已签约。", "The talent is placed already.");

    public static readonly Error SeatsTaken = Error.Precondition(
        ErrorReason.SeatsTaken, "该岗位已招满。", "The need has no free seat.");

    public static readonly Error ConsentMissing = Error.Precondition(
        ErrorReason.ConsentMissing, "须先取得本人同意才能签约。", "The talent's own consent is needed first.");
}
