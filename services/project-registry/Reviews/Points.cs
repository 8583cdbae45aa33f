using System.Globalization;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Scores are whole ten-thousandths of a point inside and decimal text outside.</summary>
internal static class Points
{
    /// <summary>Always four decimals, such as 87.3333.</summary>
    public static string Exact(long tenThousandths) => Decimal(tenThousandths).ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>As many decimals as it needs, four at most.</summary>
    public static string Short(long tenThousandths) => Decimal(tenThousandths).ToString("0.####", CultureInfo.InvariantCulture);

    private static decimal Decimal(long tenThousandths) => tenThousandths / 10_000m;
}
