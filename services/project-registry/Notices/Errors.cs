using Platform.Chassis.Catalogues;
using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.ProjectRegistry.Notices;

public static class NoticeErrors
{
    public static readonly Error NotFound = Error.NotFound("该批次没有公示。", "The batch has no public notice.");

    public static Error Running(DateOnly lastDay) => Error.Precondition(
        ErrorReason.NoticeRunning,
        $"公示期至 {CityDays.Text(lastDay)} 止，期满后方可入库。", $"The public notice runs to the end of {CityDays.Text(lastDay)}; projects can be admitted after it.");
}
