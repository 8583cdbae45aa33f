using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// A KPI's figure: a plain decimal number as text, exact as the firm wrote it. What a floating-point parser would take besides (NaN,
/// Infinity, 1e9, other digits) is none.
/// </summary>
internal static partial class KpiFigure
{
    /// <returns>Null where the text is no figure of the KPI: another form, more decimals, or out of bounds.</returns>
    public static decimal? Parse(string text, FormCatalogue.Kpi kpi) =>
        Plain().Match(text) is { Success: true } match
        && match.Groups["decimals"].Length <= kpi.Decimals
        && decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is var figure
        && figure >= kpi.Minimum && figure <= kpi.Maximum
            ? figure
            : null;

    [GeneratedRegex(@"^-?[0-9]{1,12}(\.(?<decimals>[0-9]{1,6}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}
