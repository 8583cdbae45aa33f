using System.Text.Json;

namespace Platform.ProjectRegistry.Selection.Stability;

/// <summary>The city's figures for rank stability, as data (<c>stability.json</c>).</summary>
public sealed record StabilityRules
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static StabilityRules Current { get; } = Embedded.Read<StabilityRules>("Selection.stability.json", Snake);

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    public required int Resamples { get; init; }

    /// <summary>Where classes cross, as each resample then needs the solver.</summary>
    public required int CrossingResamples { get; init; }

    public required long Seed { get; init; }

    /// <summary>Ten-thousandths: above it, and below <see cref="BoundaryHigh"/>, an application is at the boundary.</summary>
    public required int BoundaryLow { get; init; }

    public required int BoundaryHigh { get; init; }

    public required int IntervalLowPercent { get; init; }

    public required int IntervalHighPercent { get; init; }
}
