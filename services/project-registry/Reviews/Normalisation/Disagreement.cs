namespace Platform.ProjectRegistry.Reviews.Normalisation;

/// <summary>How far the reviewers of one application are apart, in points of the weighted total.</summary>
/// <param name="Range">Highest less lowest.</param>
/// <param name="Deviation">Standard deviation of a sample.</param>
public sealed record Disagreement(decimal Range, decimal Deviation)
{
    public static Disagreement Of(IReadOnlyCollection<decimal> totals) => totals.Count == 0
        ? new(0, 0)
        : new(totals.Max() - totals.Min(), Exactly.Round(Exactly.Deviation(totals)));

    /// <summary>Whether a panel should discuss it.</summary>
    /// <remarks>Source: this project's choice of thresholds, kept as the city's data.</remarks>
    public bool AsksForPanel(int rangePoints, int deviationPoints) => Range >= rangePoints || Deviation >= deviationPoints;
}
