using System.Globalization;

namespace Platform.ProjectRegistry.Statistics;

/// <summary>Exact figures as the text of a decimal number.</summary>
public static class Figures
{
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Fen as 万元 with two decimals, rounded half away from zero.</summary>
    public static string TenThousandYuan(long fen) => Rounded(fen / 1_000_000m, 2);

    /// <summary>A share in percent with one decimal; empty where the whole is nothing.</summary>
    public static string Share(long part, long whole) => whole == 0 ? "" : Rounded(part * 100m / whole, 1);

    /// <summary>Hundredths of a percent as percent.</summary>
    public static string Percent(decimal? basisPoints) => basisPoints is { } value ? Rounded(value / 100m, 2) : "";

    public static string Number(decimal? value, int decimals = 1) => value is { } number ? Rounded(number, decimals) : "";

    /// <summary>The difference of two exact figures; empty where one is missing.</summary>
    public static string Difference(string value, string baseline) => value.Length == 0 || baseline.Length == 0
        ? ""
        : (decimal.Parse(value, CultureInfo.InvariantCulture) - decimal.Parse(baseline, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);

    private static string Rounded(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
