using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Privacy;

public static class PrivacyErrors
{
    public static readonly Error ConsentNotFound = Error.NotFound("没有此项同意，或不在您可查看的范围内。", "There is no such consent, or none that you may see.");

    public static readonly Error WrongState = Error.Precondition(
        ErrorReason.WrongState, "该项同意当前的状态不能执行此操作，请刷新后查看。", "The consent's present state does not allow this: read it again.");

    public static readonly Error NeedClosed = Error.Precondition(
        ErrorReason.WrongState, "该岗位已关闭，不再需要同意。", "The need is closed: no consent is needed for it any more.");

    public static readonly Error TalentAway = Error.Precondition(
        ErrorReason.WrongState, "该人才已签约或已不再参与匹配。", "The talent is placed, or is matched no more.");

    public static readonly Error ProofMissing = Error.Invalid(
        ErrorReason.ConsentProofMissing, "proof", "院校代为登记同意时，须写明留存的证明（如纸质同意书编号）。", "A college that records a consent names the proof that it keeps, such as the number of the signed form.");

    public static readonly Error ErasureBlocked = Error.Precondition(
        ErrorReason.ErasureBlocked,
        "您已有在签的岗位，签约记录须依法留存；请在签约结束后再删除，或先撤回其他同意。",
        "A placement of yours runs, and its record must be kept by law: erase once it has ended; other consents can be withdrawn now.");
}
