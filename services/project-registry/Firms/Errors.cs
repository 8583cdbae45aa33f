using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Firms;

internal static class FirmErrors
{
    public static readonly Error NotFound = Error.NotFound("平台上没有该企业。", "There is no such firm on the platform.");

    public static readonly Error YearNotFound = Error.NotFound("该企业没有填报这一年度的数据。", "The firm has declared no figures of that year.");

    public static readonly Error ReasonMissing = Error.Invalid(ErrorReason.InvalidField, "reason", "请写明退回的原因。", "Say why it is sent back.");

    public static readonly Error CertificateDays = Error.Invalid(
        ErrorReason.InvalidField, "firm.high_tech_until", "高新技术企业须填写证书的有效期起止日期，且先后有序。", "A high-tech firm must tell the first and last day of its certificate, in order.");

    public static readonly Error FoundedLater = Error.Invalid(
        ErrorReason.InvalidField, "firm.founded_on", "成立日期不能晚于今天。", "The day of foundation must not be after today.");

    public static readonly Error NotDeclared = Error.Precondition(
        ErrorReason.WrongState, "企业还没有填报，无可核实。", "The firm has declared nothing that could be decided.");

    public static Error BadDate(string field) => Error.Invalid(
        ErrorReason.CellNotADate, field, $"{field}：日期格式须为 yyyy-MM-dd。", $"{field}: write the date as yyyy-MM-dd.");

    public static Error IndustryUnknown(string industry) => Error.Invalid(
        ErrorReason.IndustryUnknown, "firm.industry", $"产业目录中没有“{industry}”。", $"The catalogue has no industry “{industry}”.");

    public static Error MaskUnknown(string path) => Error.Invalid(
        ErrorReason.InvalidField, "update_mask", $"字段“{path}”不存在或不能由企业修改。", $"There is no field “{path}” that a firm may change.");

    public static Error YearNotBegun(int present) => Error.Invalid(
        ErrorReason.InvalidField, "firm_year.year", $"年度不能晚于 {present} 年。", $"The year must not be after {present}.");

    public static Error PartAboveWhole(string field, string partZh, string wholeZh, string partEn, string wholeEn) => Error.Invalid(
        ErrorReason.InvalidField, field, $"{partZh}不能大于{wholeZh}。", $"The {partEn} must not be larger than the {wholeEn}.");

    public static Error NotAwaiting(FiguresState present) => Error.Precondition(
        ErrorReason.WrongState,
        $"数据当前为“{(present == FiguresState.Confirmed ? "已核实" : present == FiguresState.Returned ? "已退回" : "未填报")}”，只有待核实的数据可以核实或退回。",
        $"The figures are {(present == FiguresState.Confirmed ? "confirmed" : present == FiguresState.Returned ? "returned" : "not declared")}; only declared ones can be confirmed or returned.");
}
