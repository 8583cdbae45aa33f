using Method = Platform.Registry.V1.Normalisation;

namespace Platform.ProjectRegistry.Reviews.Normalisation;

/// <summary>One total for each application by the method that the batch chose.</summary>
public static class NormalisedTotals
{
    /// <summary>The methods in the order in which they are shown.</summary>
    public static IReadOnlyList<Method> Methods { get; } = [Method.Raw, Method.ZScore, Method.ReviewerEffects, Method.TrimmedMean];

    /// <param name="sheets">In any order; they are put into one here, so that the result does not hang on it.</param>
    /// <param name="trimBp">For the trimmed mean.</param>
    /// <returns>Hundred-millionths of a point by application; null for the raw mean, which is ranked by exact fractions.</returns>
    public static Dictionary<Guid, long>? Of(Method method, IEnumerable<SheetScore> sheets, int trimBp)
    {
        List<SheetScore> ordered = [.. sheets.OrderBy(sheet => sheet.ApplicationId).ThenBy(sheet => sheet.ReviewerId, StringComparer.Ordinal)];
        var points = method switch
        {
            Method.ZScore => ZScores.Of(ordered),
            Method.ReviewerEffects => ReviewerEffects.Fit(ordered).Projects,
            Method.TrimmedMean => TrimmedMeans.Of(ordered, trimBp),
            _ => null,
        };
        return points?.ToDictionary(one => one.Key, one => (long)(one.Value * RankOrder.NormalisedUnit));
    }
}
