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

    public static readonly Error SidesAlone = Error.Forbidden(
        ErrorReason.OtherOrganisation, "仅洽谈双方及协同事项的政府参与方可查看此内容。", "Only the sides, and a government body that is party to the collaboration, may read this.");

    public static readonly Error OwnerAlone = Error.NotFound("没有这项洽谈，或此操作仅限成果完成单位。", "There is no such negotiation, or only the listing's owner may do this.");

    public static readonly Error ExclusivelyNegotiated = Error.Precondition(
        ErrorReason.ExclusivelyNegotiated,
        "该成果正由一家企业洽谈独占性转化（转让、作价入股或独占许可），其间不接受其他洽谈，请待其结束后再试。",
        "One firm negotiates to have this listing alone (assignment, equity or exclusive licence): try again once that has ended.");

    public static readonly Error OthersNegotiate = Error.Precondition(
        ErrorReason.OthersNegotiate,
        "该成果另有洽谈在进行，不能同时洽谈独占性转化；请先终止其他洽谈，或改为非独占形式。",
        "Others negotiate on this listing, so it cannot go to one firm alone: end those first, or choose a form that is not exclusive.");

    public static readonly Error NdaChanged = Error.Precondition(
        ErrorReason.TermsChanged, "保密协议文本已变更或尚无文本，请阅读最新文本后再同意。", "The agreement on confidentiality has changed, or there is none yet: read the present text before you consent.");

    public static readonly Error NdaSame = Error.Exists("文本与现行版本相同，无需重新提交。", "This is the present text: it need not be put again.");

    public static readonly Error AlreadyConsented = Error.Precondition(
        ErrorReason.AlreadySigned, "本单位已同意该保密协议。", "Your organisation has consented to this text already.");

    public static readonly Error NdaNotInForce = Error.Precondition(
        ErrorReason.NdaNotInForce, "保密协议尚未由双方同意，资料室未开放。", "Both sides have not consented to the agreement on confidentiality: the data room is closed.");

    public static readonly Error RoomClosed = Error.Precondition(
        ErrorReason.WrongState, "洽谈已终止，资料室已关闭。", "The negotiation has ended: its data room is closed.");

    public static readonly Error TermsSuperseded = Error.Precondition(
        ErrorReason.TermsChanged, "条款清单已有新版本，请阅读最新版本后再接受。", "There is a newer version of the terms: read it before you accept.");

    public static readonly Error TermsSame = Error.Exists("条款与最新版本相同，无需重新提出。", "These are the newest terms: they need not be put again.");

    public static readonly Error OwnTerms = Error.Precondition(
        ErrorReason.AlreadySigned, "该版本由本单位提出，须由对方接受。", "Your organisation proposed this version: the other side accepts it.");

    public static readonly Error VersionUnknown = Error.NotFound("没有这个版本的条款清单。", "There is no such version of the terms.");

    public static readonly Error DeadlineNotLater = Error.Invalid(
        ErrorReason.InvalidField, "due_time", "新的期限须晚于现有期限，且在 90 天以内。", "The new deadline must be later than the present one and within 90 days.");

    public static Error Contradiction(string field, string chinese, string english) => Error.Invalid(ErrorReason.TermsContradict, $"terms.{field}", chinese, english);

    public static Error WrongState(NegotiationState state) => state == NegotiationState.Agreed
        ? Error.Precondition(ErrorReason.WrongState, "洽谈已签约，不能执行此操作。", "The negotiation ended in an agreement: this cannot be done.")
        : Error.Precondition(ErrorReason.WrongState, "洽谈已终止，不能执行此操作。", "The negotiation has ended: this cannot be done.");

    public static Error WrongStage(NegotiationStage stage) => Error.Precondition(
        ErrorReason.WrongState, $"洽谈处于“{Chinese(stage)}”阶段，不能执行此操作。", $"The negotiation is at the stage “{English(stage)}”: this cannot be done.");

    private static string Chinese(NegotiationStage stage) => stage switch
    {
        NegotiationStage.Interest => "合作意向",
        NegotiationStage.Confidentiality => "保密协议",
        NegotiationStage.DueDiligence => "资料查阅",
        NegotiationStage.TermSheet => "条款磋商",
        _ => "条款一致",
    };

    private static string English(NegotiationStage stage) => stage switch
    {
        NegotiationStage.Interest => "interest",
        NegotiationStage.Confidentiality => "confidentiality",
        NegotiationStage.DueDiligence => "data room",
        NegotiationStage.TermSheet => "term sheet",
        _ => "terms agreed",
    };
}
