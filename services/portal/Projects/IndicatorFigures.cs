using System.Globalization;
using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Projects;

/// <summary>Figures of reports as people read and type them: money in 万元, shares in percent.</summary>
public static class IndicatorFigures
{
    public static IReadOnlyList<ReportIndicator> All { get; } = [.. Enum.GetValues<ReportIndicator>().Where(indicator => indicator != ReportIndicator.Unspecified)];

    /// <summary>What one of the form's units is in the indicator's own: fen, basis points or pieces.</summary>
    private static decimal Unit(ReportIndicator indicator) => indicator switch
    {
        ReportIndicator.Investment or ReportIndicator.Output => 1_000_000m,
        ReportIndicator.Devices => 1m,
        _ => 100m,
    };

    public static string Text(Show show, ReportIndicator indicator, long value) => indicator switch
    {
        ReportIndicator.Investment or ReportIndicator.Output => show.Money(value),
        ReportIndicator.Devices => value.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => Show.Percent((int)value),
    };

    public static decimal ToForm(ReportIndicator indicator, long value) => value / Unit(indicator);

    public static long FromForm(ReportIndicator indicator, decimal value) => (long)decimal.Round(value * Unit(indicator));
}
