using System.Text.Json;

namespace Platform.ProjectRegistry.Batches;

/// <summary>The city's figures for batches, as data (<c>city-rules.json</c>).</summary>
public sealed record CityRules
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static CityRules Current { get; } = Embedded.Read<CityRules>("Batches.city-rules.json", Snake);

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>Only a rehearsal may be shorter.</summary>
    public required int MinimumNoticeWorkingDays { get; init; }

    /// <summary>Reviews an application needs where the batch does not say.</summary>
    public required int MinimumReviews { get; init; }

    public required int WaitlistPercentOfCapacity { get; init; }

    /// <summary>A reviewer stands back from an employer that he left less than so many years ago.</summary>
    public required int PastEmployerConflictYears { get; init; }

    /// <summary>Letters of a justification, where the batch asks for one for each criterion.</summary>
    public required int MinimumJustificationLength { get; init; }

    /// <summary>Share of an application's sheets that the trimmed mean leaves out at either end, in hundredths of a percent, rounded down to whole sheets.</summary>
    public required int TrimBp { get; init; }

    /// <summary>Reviewers disagree where the range of their weighted totals reaches so many points …</summary>
    public required int DisagreementRangePoints { get; init; }

    /// <summary>… or where the standard deviation of them does.</summary>
    public required int DisagreementDeviationPoints { get; init; }

    /// <summary>A reviewer effect of so many points, up or down, is told as lenient or harsh.</summary>
    public required int LeniencyRemarkPoints { get; init; }

    /// <summary>Places on the waitlist, rounded up: five for twenty-five seats.</summary>
    public int WaitlistFor(int capacity) => ((capacity * WaitlistPercentOfCapacity) + 99) / 100;
}
