using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Parks;

public static class ParkErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此园区。", "There is no such park.");

    public static readonly Error NameTaken = Error.Exists("已有同名园区，请核对。", "There is a park of this name already.");

    public static readonly Error DayToCome = Error.Invalid(
        ErrorReason.InvalidField, "measured_on", "测量日期不能晚于今天。", "The day of a measurement must not be to come.");

    public static readonly Error MoreConnected = Error.Invalid(
        ErrorReason.InvalidField, "firms_connected", "上平台企业数不能多于规模以上企业数。", "There cannot be more firms on a platform than above-scale firms.");

    public static Error DistrictUnknown(string district) => Error.Invalid(
        ErrorReason.InvalidField, "district", $"本市目录中没有“{district}”这一县区。", $"The city's catalogue has no district “{district}”.");

    public static Error FirmUnknown(string code) => Error.Invalid(
        ErrorReason.OrganisationUnknown, "organisation_code", $"平台上没有代码为 {code} 的企业。", $"No enterprise {code} has joined the platform.");
}
