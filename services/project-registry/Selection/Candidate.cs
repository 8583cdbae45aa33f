namespace Platform.ProjectRegistry.Selection;

/// <summary>An application that may be selected.</summary>
/// <param name="Industry">Code of the city's catalogue.</param>
/// <param name="Rank">From 1; no two candidates share one, and a better rank never has a lower score.</param>
/// <param name="Score">Total score in ten-thousandths of a point, 0–1,000,000.</param>
public readonly record struct Candidate(Guid ApplicationId, string Industry, int Rank, int Score);

/// <summary>Least and most projects of one industry.</summary>
/// <param name="Maximum">Null: no upper bound.</param>
public sealed record IndustryQuota(string Industry, int Minimum, int? Maximum)
{
    /// <summary>How far it is from another quota of the same industry.</summary>
    public int ChangesTo(IndustryQuota other) =>
        Math.Abs(Minimum - other.Minimum) + Math.Abs((Maximum ?? 0) - (other.Maximum ?? 0));

    public override string ToString() => Maximum is { } maximum ? $"{Minimum}..{maximum}" : $"{Minimum}..";
}
