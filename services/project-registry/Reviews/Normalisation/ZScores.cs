namespace Platform.ProjectRegistry.Reviews.Normalisation;

/// <summary>
/// Standard scores: each reviewer's totals are brought to the mean and the spread of the whole batch, M + S·(y − mⱼ)/sⱼ, and then averaged.
/// It takes out leniency and a narrow or wide use of the scale.
/// </summary>
/// <remarks>
/// Source: textbook standardisation by rater. It supposes that reviewers were given applications of like quality on average. Of a
/// reviewer with fewer than two sheets nothing can be estimated: the sheet counts as it is. A reviewer who gave all applications the same total
/// tells no difference between them: those sheets count as the batch's mean. Deviations are those of a sample.
/// </remarks>
public static class ZScores
{
    /// <returns>Points by application; they may leave 0–100.</returns>
    public static Dictionary<Guid, decimal> Of(IReadOnlyList<SheetScore> sheets) =>
        sheets.Zip(Adjusted(sheets)).GroupBy(sheet => sheet.First.ApplicationId, sheet => sheet.Second)
            .ToDictionary(group => group.Key, group => Exactly.Round(Exactly.Mean([.. group])));

    /// <summary>Each sheet's adjusted total in points, in the order of the sheets.</summary>
    public static IReadOnlyList<decimal> Adjusted(IReadOnlyList<SheetScore> sheets)
    {
        decimal[] all = [.. sheets.Select(sheet => sheet.Total)];
        var (mean, deviation) = (Exactly.Mean(all), Exactly.Deviation(all));
        var reviewers = sheets.GroupBy(sheet => sheet.ReviewerId, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group =>
            {
                decimal[] totals = [.. group.Select(sheet => sheet.Total)];
                return (Count: totals.Length, Mean: Exactly.Mean(totals), Deviation: Exactly.Deviation(totals));
            },
            StringComparer.Ordinal);
        return [.. sheets.Select(Adjust)];

        decimal Adjust(SheetScore sheet) => reviewers[sheet.ReviewerId] switch
        {
            { Count: < 2 } => sheet.Total,
            { Deviation: 0 } => Exactly.Round(mean),
            var own => Exactly.Round(mean + (deviation * (sheet.Total - own.Mean) / own.Deviation)),
        };
    }
}
