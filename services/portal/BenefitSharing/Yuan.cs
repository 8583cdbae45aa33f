using System.Globalization;

namespace Platform.Portal.BenefitSharing;

/// <summary>Amounts whose every fen matters.</summary>
public static class Yuan
{
    /// <summary>Yuan with two decimals.</summary>
    public static string Of(long fen) => (fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
