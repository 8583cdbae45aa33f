using Platform.Chassis.Errors;

namespace Platform.ProjectRegistry.Statistics;

public static class StatisticsErrors
{
    public static Error TableUnknown(string table) => Error.NotFound($"没有统计表“{table}”。", $"There is no table “{table}”.");
}
