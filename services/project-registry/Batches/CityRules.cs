using System.Text.Json;

namespace Platform.ProjectRegistry.Batches;

/// <summary>The city's figures for batches, as data (<c>city-rules.json</c>).</summary>
public sealed record CityRules
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static CityRules Current { get; } = Embedded.Read<CityRules>("Batches.city-rules.json", Snake);

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>IANA name; the days of a notice are days of this zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Only a rehearsal may be shorter.</summary>
    public required int MinimumNoticeWorkingDays { get; init; }

    /// <summary>Reviews an application needs where the batch does not say.</summary>
    public required int MinimumReviews { get; init; }

    public required int WaitlistPercentOfCapacity { get; init; }

    /// <summary>Places on the waitlist, rounded up: five for twenty-five seats.</summary>
    public int WaitlistFor(int capacity) => ((capacity * WaitlistPercentOfCapacity) + 99) / 100;
}
