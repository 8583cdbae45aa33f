using System.Globalization;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Fen as people read it: in 万元, exact.</summary>
internal static class Amount
{
    private const decimal FenInTenThousandYuan = 1_000_000m;

    public static string Chinese(long fen) => $"{Figure(fen)} 万元";

    public static string English(long fen) => $"CNY {Figure(fen)} × 10,000";

    private static string Figure(long fen) => (fen / FenInTenThousandYuan).ToString("#,##0.######", CultureInfo.InvariantCulture);
}
