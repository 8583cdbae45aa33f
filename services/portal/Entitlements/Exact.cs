using System.Globalization;
using Platform.Portal.Texts;

namespace Platform.Portal.Entitlements;

/// <summary>Amounts to the fen, where a rounded figure would not do.</summary>
public static class Exact
{
    public static string Yuan(Words words, long fen) => words["policy.yuan", (fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture)];
}
