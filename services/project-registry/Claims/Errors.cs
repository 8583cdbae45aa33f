using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Policies;
using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

internal static class ClaimErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此项申领。", "There is no such claim.");

    public static readonly Error NothingToClaim = Error.NotFound("没有该政策、年度或项目的应享记录。", "There is no such policy, year or project to claim for.");

    public static readonly Error Twice = Error.Exists("该政策这一年度已经申领，不能重复申领。", "It was claimed for that year already.");

    public static readonly Error ReasonMissing = Error.Invalid(ErrorReason.InvalidField, "reason", "请写明原因。", "Say why.");

    public static readonly Error FiguresUnconfirmed = Error.Precondition(
        ErrorReason.FiguresUnconfirmed, "申领所依据的企业档案或年度数据尚未核实，请先核实再核准。", "The claim rests on figures that nobody has confirmed: confirm them before granting.");

    public static readonly Error NoSuchItem = Error.Invalid(
        ErrorReason.InvalidField, "evidence.item", "该政策没有这一项材料。", "The policy asks for no such document.");

    public static readonly Error NoSuchFile = Error.NotFound("该申领没有此文件，请先上传。", "The claim has no such file: upload it first.");

    public static Error NotEntitled(string chinese, string english) => Error.Precondition(ErrorReason.NotEntitled, chinese, english);

    public static Error WindowClosed(ClaimDays days) => Error.Precondition(
        ErrorReason.ClaimWindowClosed,
        $"申领时间为 {CityDays.Text(days.First)} 至 {CityDays.Text(days.Last)}。", $"It can be claimed from {CityDays.Text(days.First)} to {CityDays.Text(days.Last)}.");

    public static Error EvidenceMissing(IEnumerable<string> chinese, IEnumerable<string> english) => Error.Precondition(
        ErrorReason.EvidenceMissing, $"缺少必需材料：{string.Join("、", chinese)}。", $"Required documents are missing: {string.Join(", ", english)}.");

    public static Error AmountTooLarge(long most) => Error.Invalid(
        ErrorReason.InvalidField, "amount_cny_fen",
        $"核准金额不能超过应享金额 {Value.Money(most).Show(english: false)}。", $"No more can be granted than the entitlement is worth: {Value.Money(most).Show(english: true)}.");

    public static Error WrongState(ClaimState present) => Error.Precondition(
        ErrorReason.WrongState, $"申领当前为“{Chinese(present)}”，不能执行此操作。", $"The claim is {English(present)}: this step is not possible.");

    private static string Chinese(ClaimState state) => state switch
    {
        ClaimState.Claimed => "已申领",
        ClaimState.UnderReview => "审核中",
        ClaimState.Returned => "待补充材料",
        ClaimState.Granted => "已核准",
        ClaimState.Refused => "不予核准",
        ClaimState.Paid => "已兑现",
        _ => "已撤回",
    };

    private static string English(ClaimState state) => state switch
    {
        ClaimState.Claimed => "claimed",
        ClaimState.UnderReview => "under review",
        ClaimState.Returned => "returned for evidence",
        ClaimState.Granted => "granted",
        ClaimState.Refused => "refused",
        ClaimState.Paid => "paid",
        _ => "withdrawn",
    };
}
