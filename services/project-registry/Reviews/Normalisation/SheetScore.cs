namespace Platform.ProjectRegistry.Reviews.Normalisation;

/// <summary>One counted sheet as the methods see it.</summary>
/// <param name="Total">Weighted total in points, 0–100, exact to two decimals.</param>
public sealed record SheetScore(Guid ApplicationId, string ReviewerId, decimal Total);

/// <summary>
/// Exact helpers. All arithmetic is <see cref="decimal"/> in a fixed order with results rounded to a fixed scale, so the same sheets give
/// the same digits on every machine.
/// </summary>
internal static class Exactly
{
    /// <summary>Decimals of every result.</summary>
    public const int Scale = 8;

    public static decimal Round(decimal value) => decimal.Round(value, Scale, MidpointRounding.AwayFromZero);

    public static decimal Mean(IReadOnlyCollection<decimal> values) => values.Count == 0 ? 0 : values.Sum() / values.Count;

    /// <summary>Standard deviation of a sample (divisor n − 1); 0 for fewer than two values.</summary>
    public static decimal Deviation(IReadOnlyCollection<decimal> values)
    {
        if (values.Count < 2)
        {
            return 0;
        }

        var mean = Mean(values);
        return Root(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    /// <summary>Square root by Newton's method, to twelve decimals.</summary>
    public static decimal Root(decimal value)
    {
        if (value <= 0)
        {
            return 0;
        }

        var guess = (decimal)Math.Sqrt((double)value);
        for (var i = 0; i < 4; i++)
        {
            guess = (guess + (value / guess)) / 2;
        }

        return decimal.Round(guess, 12);
    }
}
