using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TechTransfer.Incubation;

internal static class IncubationErrors
{
    public static readonly Error CentreNotFound = Error.NotFound("没有这个中心。", "There is no such centre.");

    public static readonly Error PlaceNotFound = Error.NotFound("没有这个工位。", "There is no such place.");

    public static readonly Error BookingNotFound = Error.NotFound("没有这项预约，或您无权操作。", "There is no such booking, or it is not yours.");

    public static readonly Error IncubationNotFound = Error.NotFound("没有这个孵化项目。", "There is no such incubation.");

    public static readonly Error DistrictUnknown = Error.Invalid(ErrorReason.DistrictUnknown, "district", "没有这个区县，请按目录填写。", "There is no such district: use one of the catalogue.");

    public static readonly Error CentreExists = Error.Exists("已有同名的中心。", "There is a centre of this name.");

    public static readonly Error PlaceExists = Error.Exists("该中心已有同名的工位。", "The centre has a place of this name.");

    public static readonly Error PastDay = Error.Invalid(ErrorReason.PastDate, "first_day", "预约须从今天或以后的日期起。", "A booking begins today or later.");

    public static readonly Error DaysInvalid = Error.Invalid(ErrorReason.InvalidField, "last_day", "结束日期不能早于开始日期，且不超过 366 天。", "The last day is not before the first, and at most 366 days are booked.");

    public static readonly Error SlotTaken = new(
        Grpc.Core.StatusCode.AlreadyExists, ErrorReason.SlotTaken, "该工位在所选日期内已被预约，请改期或换一个工位。", "The place is booked on one of these days: choose other days or another place.");

    public static readonly Error BookingOver = Error.Precondition(ErrorReason.WrongState, "该预约已取消或已结束。", "The booking was cancelled or is over.");

    public static readonly Error AlreadyRunning = Error.Exists("该成果已在孵化中。", "The listing is in incubation already.");

    public static readonly Error ListingNotOffered = Error.Precondition(ErrorReason.WrongState, "草稿或已撤回的成果不能进入孵化。", "A draft or withdrawn listing cannot be incubated.");

    public static readonly Error ProjectUnknown = Error.NotFound("没有这个入库项目。", "There is no such pool project.");

    public static readonly Error Ended = Error.Precondition(ErrorReason.WrongState, "该孵化已结束。", "The incubation has ended.");

    public static readonly Error GateOpen = Error.Precondition(ErrorReason.WrongState, "上一级评审尚未作出决定。", "The last claim is not decided yet.");

    public static readonly Error NoGate = Error.Precondition(ErrorReason.WrongState, "没有待评审的升级申请。", "No claim waits for a decision.");

    public static readonly Error TopLevel = Error.Precondition(ErrorReason.WrongState, "已达到最高的第 9 级。", "It has the highest level, 9, already.");

    public static readonly Error OwnGate = Error.Precondition(
        ErrorReason.SecondOfficialNeeded, "成果完成单位不能评审自己的升级申请。", "The listing's owner cannot decide its own claim.");

    public static readonly Error NotMature = Error.Precondition(ErrorReason.WrongState, "技术就绪度达到第 8 级才能毕业。", "It graduates from level 8 on.");

    public static readonly Error ReasonNeeded = Error.Precondition(ErrorReason.CommentNeeded, "请填写停止的原因。", "Tell why it is stopped.");
}
