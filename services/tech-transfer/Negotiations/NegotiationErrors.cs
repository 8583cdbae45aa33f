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

    public static readonly Error NoDraft = Error.Precondition(
        ErrorReason.WrongState, "尚无合同文本，请先起草。", "There is no contract yet: draft one first.");

    public static readonly Error TermsChanged = Error.Precondition(
        ErrorReason.TermsChanged, "合同文本已变更，请阅读最新文本后再签署。", "The contract has changed: read the present one before you sign.");

    public static readonly Error AlreadySigned = Error.Precondition(
        ErrorReason.AlreadySigned, "本单位已签署该合同。", "Your organisation has signed this contract already.");

    public static Error WrongState(NegotiationState state) => state == NegotiationState.Agreed
        ? Error.Precondition(ErrorReason.WrongState, "洽谈已签约，不能执行此操作。", "The negotiation ended in an agreement: this cannot be done.")
        : Error.Precondition(ErrorReason.WrongState, "洽谈已终止，不能执行此操作。", "The negotiation has ended: this cannot be done.");
}
