using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.BadCredit;

public static class BadCreditErrors
{
    public static readonly Error NotFound = Error.NotFound("没有此失信记录。", "There is no such entry.");

    public static readonly Error CodeInvalid = Error.Invalid(
        ErrorReason.CreditCodeInvalid, "organisation_code", "统一社会信用代码无效（18 位，校验码须相符）。", "The credit code is not valid (18 characters with a check character).");

    public static readonly Error Exists = Error.Exists("该单位同一来源、同一日期的记录已存在。", "The firm has an entry of that source and day already.");

    public static readonly Error Lifted = Error.Precondition(ErrorReason.WrongState, "该记录已移出。", "The entry was lifted already.");

    public static readonly Error LiftedBeforeListed = Error.Invalid(
        ErrorReason.InvalidField, "lifted_on", "移出日期不能早于列入日期。", "An entry cannot be lifted before it was listed.");

    public static Error NoDay(string field) => Error.Invalid(
        ErrorReason.InvalidField, field, "日期不存在，须为 yyyy-MM-dd。", "There is no such day; give it as yyyy-MM-dd.");
}
