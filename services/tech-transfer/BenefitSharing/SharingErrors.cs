using System.Globalization;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TechTransfer.BenefitSharing;

internal static class SharingErrors
{
    public static readonly Error FirstTierAtZero = Error.Invalid(
        ErrorReason.InvalidField, "tiers[0].above_cny_fen", "第一档须从 0 起，各档起点依次递增。", "The first tier begins at 0, and each one above the one before.");

    public static readonly Error VersionOfThatDay = Error.Exists("该施行日期已有一个版本，请另选日期。", "There is a version of that day: choose another first day.");

    public static readonly Error NotSigned = Error.Precondition(ErrorReason.WrongState, "合同签署后才能分配收益。", "Income is shared once the contract is signed.");

    public static readonly Error NoPolicy = Error.Precondition(
        ErrorReason.SharingNotReady, "签署合同时本单位没有施行中的收益分配办法，请先发布（施行日期不晚于签署日）。", "No policy of the university was valid when the contract was signed: publish one that begins on that day or earlier.");

    public static readonly Error NoInventors = Error.Precondition(
        ErrorReason.SharingNotReady, "请先登记完成人及其约定的分配比例。", "Name the inventors and their agreed weights first.");

    public static readonly Error Nothing = Error.Precondition(
        ErrorReason.NothingToDistribute, "自上一份分配单以来没有变化。", "Nothing changed since the last statement.");

    public static readonly Error ReasonNeeded = Error.Precondition(
        ErrorReason.CommentNeeded, "更正此前的分配须说明原因。", "A correction of what was stated needs its reason.");

    public static readonly Error CostNotFound = Error.NotFound("没有这笔成本，或已作废。", "There is no such cost, or it was cancelled.");

    public static readonly Error StatementNotFound = Error.NotFound("没有这份分配单，或您无权查看。", "There is no such statement, or you may not see it.");

    public static readonly Error CostInFuture = Error.Invalid(ErrorReason.InvalidField, "day", "成本发生日期不能晚于今天。", "A cost cannot have arisen after today.");

    public static Error TierNotWhole(int index, int sum) => Error.Invalid(
        ErrorReason.SharesNot100, $"tiers[{index}]", $"第 {index + 1} 档各方比例合计 {Percent(sum)}，须为 100%。", $"The shares of tier {index + 1} add to {Percent(sum)}, not to 100%.");

    public static Error WeightsNotWhole(int sum) => Error.Invalid(
        ErrorReason.SharesNot100, "inventors", $"完成人比例合计 {Percent(sum)}，须为 100%。", $"The inventors' weights add to {Percent(sum)}, not to 100%.");

    public static Error UnderFloor(int index, int share, int floor) => Error.Invalid(
        ErrorReason.InventorShareUnderFloor, $"tiers[{index}].inventors_bp",
        $"第 {index + 1} 档完成人比例 {Percent(share)} 低于法定的 {Percent(floor)}（促进科技成果转化法第四十五条）。",
        $"The inventors' share of tier {index + 1}, {Percent(share)}, is below the statutory {Percent(floor)} (art. 45).");

    public static Error EquityUnderFloor(int share, int floor) => Error.Invalid(
        ErrorReason.InventorShareUnderFloor, "inventor_equity_bp",
        $"完成人股权比例 {Percent(share)} 低于法定的 {Percent(floor)}（促进科技成果转化法第四十五条）。",
        $"The inventors' share of equity, {Percent(share)}, is below the statutory {Percent(floor)} (art. 45).");

    internal static string Percent(int bp) => (bp / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
