using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Calendar;

public static class CalendarErrors
{
    public static readonly Error NotSet = Error.NotFound("该日没有单独设置。", "The day was not set otherwise.");

    public static readonly Error NoDay = Error.Invalid(ErrorReason.InvalidField, "day", "日期不存在，须为 yyyy-MM-dd。", "There is no such day; give it as yyyy-MM-dd.");
}
