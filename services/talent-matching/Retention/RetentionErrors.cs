using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.TalentMatching.Retention;

public static class RetentionErrors
{
    public static readonly Error Month = Error.Invalid(
        ErrorReason.InvalidField, "month", "月份须为已结束的、36 个月以内的 yyyy-MM。", "The month must be one that is over, at most 36 months ago, as yyyy-MM.");

    public static readonly Error NothingDue = Error.Precondition(
        ErrorReason.WrongState, "截至该月末没有到期的回访，无可测算。", "No follow-up was due by the end of the month: there is nothing to measure.");
}
