using Grpc.Core;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TechTransfer.PriceNotices;

internal static class PriceNoticeErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这项公示，或已撤回。", "There is no such notice, or it was withdrawn.");

    public static readonly Error ObjectionNotFound = Error.NotFound("没有这件异议，请核对回执编号。", "There is no such objection: check the receipt code.");

    public static readonly Error Answered = Error.Precondition(ErrorReason.WrongState, "该异议已答复。", "This objection is answered already.");

    public static readonly Error TooManyOpen = new(
        StatusCode.ResourceExhausted, ErrorReason.LimitReached, "该公示待答复的异议已达上限，请稍后再提。", "As many objections as the notice takes are open: try again later.");

    public static readonly Error TooManyOfContact = new(
        StatusCode.ResourceExhausted, ErrorReason.LimitReached, "该联系方式已有 3 件异议待答复。", "Three objections of this contact are open already.");

    public static Error Over(string last) => Error.Precondition(ErrorReason.WrongState, $"公示已于 {last} 结束，不再受理异议。", $"The notice ended on {last} and takes no more objections.");
}
