using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

public static class NegotiationErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这项洽谈，或您无权查看。", "There is no such negotiation, or you may not see it.");

    public static readonly Error AlreadyOpen = Error.Exists("贵企业已在洽谈该成果。", "Your firm is negotiating on this listing already.");

    public static readonly Error OwnerUnknown = Error.Precondition(
        ErrorReason.OrganisationUnknown, "成果的完成单位尚未加入平台，暂不能洽谈。", "The listing's owner has not joined the platform yet.");

    public static Error WrongState(NegotiationState state) => state == NegotiationState.Agreed
        ? Error.Precondition(ErrorReason.WrongState, "洽谈已签约，不能执行此操作。", "The negotiation ended in an agreement: this cannot be done.")
        : Error.Precondition(ErrorReason.WrongState, "洽谈已终止，不能执行此操作。", "The negotiation has ended: this cannot be done.");
}
