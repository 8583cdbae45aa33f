using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Identity.Organisations;

public static class OrganisationErrors
{
    public static readonly Error CodeInvalid = Error.Invalid(
        ErrorReason.CreditCodeInvalid, "organisation_code",
        "统一社会信用代码无效：应为18位且校验位正确（GB 32100）。", "Not a unified social credit code: 18 characters with a right check character (GB 32100).");

    public static Error NotFound(string code) => Error.NotFound($"没有统一社会信用代码为{code}的单位。", $"There is no organisation {code}.");

    public static Error Exists(string code) => Error.Exists($"单位{code}已注册。", $"The organisation {code} is registered already.");
}
