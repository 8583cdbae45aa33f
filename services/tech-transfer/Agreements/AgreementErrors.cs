using System.Globalization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

internal static class AgreementErrors
{
    public static readonly Error NotFound = Error.NotFound("没有这份合同，或您无权查看。", "There is no such agreement, or you may not see it.");

    public static readonly Error NoText = Error.Invalid(ErrorReason.InvalidField, "terms", "请填写合同条款。", "Write the contract's terms.");

    public static readonly Error NoRoyaltyPeriod = Error.Invalid(
        ErrorReason.InvalidField, "royalty.period_months", "约定提成的，请填写结算周期（1–12 个月）。", "A royalty needs its period (1–12 months).");

    public static readonly Error EndsBeforeItBegins = Error.Invalid(
        ErrorReason.InvalidField, "end_day", "终止日期不能早于生效日期。", "The last day must not be before the effective day.");

    public static readonly Error NoPricingRecord = Error.Invalid(
        ErrorReason.InvalidField, "pricing_record", "挂牌或拍卖定价的，请填写交易机构及其记录编号。", "A price found at an exchange or auction needs its record.");

    public static readonly Error NothingToGrant = Error.Invalid(
        ErrorReason.InvalidField, "exclusive", "只有技术许可或转让合同可以约定独占。", "Only a licence or an assignment can be exclusive.");

    public static readonly Error FirmUnknown = Error.Precondition(
        ErrorReason.OrganisationUnknown, "该企业尚未加入平台。", "The firm has not joined the platform.");

    public static readonly Error TermsChanged = Error.Precondition(
        ErrorReason.TermsChanged, "合同文本已变更，请阅读最新文本后再操作。", "The contract has changed: read the present one first.");

    public static readonly Error AlreadySigned = Error.Precondition(
        ErrorReason.AlreadySigned, "本单位已签署该合同。", "Your organisation has signed this contract already.");

    public static readonly Error AlreadyAgreed = Error.Precondition(
        ErrorReason.AlreadySigned, "本单位已同意该价格，请等待对方确认。", "Your organisation has agreed already: the other side's word is awaited.");

    public static readonly Error NoticeRequired = Error.Precondition(
        ErrorReason.PriceNoticeRequired,
        "以协议定价转让或许可，须先由完成单位公示成果名称和拟交易价格，公示期满后才能签署。",
        "An assignment or licence at an agreed price is signed only after the owner's public notice of name and price has run.");

    public static readonly Error NoNoticeNeeded = Error.Precondition(
        ErrorReason.WrongState, "该合同不需要价格公示，可直接签署。", "This contract needs no price notice: sign it.");

    public static readonly Error ObjectionsOpen = Error.Precondition(
        ErrorReason.ObjectionsOpen, "公示收到的异议尚未全部答复，答复后才能签署。", "Objections to the notice wait for their answer: answer them before signing.");

    public static readonly Error ExclusiveGrantStands = Error.Precondition(
        ErrorReason.ExclusiveGrantStands, "该成果已有独占许可或转让（或本合同为独占而已有许可），不能再签署。", "A grant of this research stands that this contract cannot stand beside.");

    public static readonly Error NotYetEffective = Error.Precondition(
        ErrorReason.WrongState, "尚未到合同约定的生效日期。", "The contract's effective day has not come.");

    public static readonly Error PerformanceOpen = Error.Precondition(
        ErrorReason.PerformanceOpen, "仍有未到账的款项或未验收的节点，不能办结。", "A payment is not confirmed or a milestone not accepted: it is not performed yet.");

    public static readonly Error ReasonNeeded = Error.Precondition(ErrorReason.CommentNeeded, "请填写解除原因。", "Tell the reason of the termination.");

    public static readonly Error NoSuchPayment = Error.NotFound("没有这笔款项。", "There is no such payment.");

    public static readonly Error NoSuchMilestone = Error.NotFound("没有这个验收节点。", "There is no such milestone.");

    public static readonly Error PaidAlready = Error.Precondition(ErrorReason.WrongState, "这笔款项已确认到账。", "This payment is confirmed already.");

    public static readonly Error AcceptedAlready = Error.Precondition(ErrorReason.WrongState, "该节点已验收。", "This milestone is accepted already.");

    public static readonly Error PaidInFuture = Error.Invalid(ErrorReason.InvalidField, "paid_day", "到账日期不能晚于今天。", "A payment cannot have come in after today.");

    public static readonly Error NoRoyalty = Error.Precondition(ErrorReason.WrongState, "该合同没有约定提成。", "This contract has no royalty.");

    public static readonly Error AgreementMissing = Error.Invalid(ErrorReason.InvalidField, "agreement_id", "请指明要打印的合同。", "Name the contract to print.");

    public static readonly Error NotSigned = Error.Precondition(ErrorReason.WrongState, "合同签署后才能办理认定登记。", "A contract is registered once it is signed.");

    public static Error PeriodRunning(DateOnly last) => Error.Precondition(
        ErrorReason.WrongState, $"本期至 {CityDays.Text(last)} 结束，结束后再报送销售额。", $"The period ends on {CityDays.Text(last)}: report its sales after that.");

    public static Error NoticeRunning(DateOnly last) => Error.Precondition(
        ErrorReason.NoticeRunning, $"价格公示至 {CityDays.Text(last)}，期满后才能签署。", $"The price notice runs until {CityDays.Text(last)}: sign after that day.");

    public static Error NoticeTooShort(long days) => Error.Invalid(
        ErrorReason.NoticeTooShort, "days", $"公示不得少于 {days} 日。", $"The notice must run for {days} days or more.");

    public static Error PaymentsNotAmount(long sum, long amount) => Error.Invalid(
        ErrorReason.PaymentsNotAmount, "payments", $"付款计划合计 {Yuan(sum)} 元，与合同金额 {Yuan(amount)} 元不符。", $"The payments add to {Yuan(sum)} CNY, the amount is {Yuan(amount)} CNY.");

    public static Error WrongState(AgreementState state) => Error.Precondition(
        ErrorReason.WrongState, $"合同的状态为“{Chinese(state)}”，不能执行此操作。", $"The agreement is {English(state)}: this cannot be done.");

    internal static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    internal static string Chinese(AgreementState state) => state switch
    {
        AgreementState.Draft => "草拟",
        AgreementState.PriceAgreed => "价格已议定",
        AgreementState.PublicNotice => "公示中",
        AgreementState.Signed => "已签署",
        AgreementState.InForce => "履行中",
        AgreementState.Performed => "已履行",
        AgreementState.Terminated => "已解除",
        _ => "已作废",
    };

    private static string English(AgreementState state) => state switch
    {
        AgreementState.Draft => "a draft",
        AgreementState.PriceAgreed => "agreed in price",
        AgreementState.PublicNotice => "in public notice",
        AgreementState.Signed => "signed",
        AgreementState.InForce => "in force",
        AgreementState.Performed => "performed",
        AgreementState.Terminated => "terminated",
        _ => "cancelled",
    };
}
