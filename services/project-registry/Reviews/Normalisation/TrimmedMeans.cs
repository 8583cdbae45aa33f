namespace Platform.ProjectRegistry.Reviews.Normalisation;

/// <summary>The mean without the highest and lowest totals of each application.</summary>
/// <remarks>Source: the trimmed mean of robust statistics (Tukey 1962); the share is data. At least one sheet, or two of an even number, stays.</remarks>
public static class TrimmedMeans
{
    /// <param name="trimBp">Share left out at either end in hundredths of a percent, rounded down to whole sheets.</param>
    public static Dictionary<Guid, decimal> Of(IReadOnlyList<SheetScore> sheets, int trimBp) => sheets.GroupBy(sheet => sheet.ApplicationId).ToDictionary(
        group => group.Key,
        group =>
        {
            decimal[] totals = [.. group.Select(sheet => sheet.Total).Order()];
            var cut = Math.Min(totals.Length * trimBp / 10_000, (totals.Length - 1) / 2);
            return Exactly.Round(Exactly.Mean(totals[cut..^cut]));
        });
}
