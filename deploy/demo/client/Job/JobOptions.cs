using Platform.Registry.V1;

namespace Platform.Demo.Job;

/// <summary>What the user asks of one run. Files that are not named are the shipped ones.</summary>
public sealed record JobOptions
{
    public string? Applications { get; init; }

    public string? Talents { get; init; }

    public string? TalentNeeds { get; init; }

    public string? Listings { get; init; }

    public string? TechnologyNeeds { get; init; }

    /// <summary>25 in the city's action plan.</summary>
    public int Capacity { get; init; } = 25;

    /// <summary>Null: for the shipped applications a few of each industry, else none.</summary>
    public IReadOnlyList<Quota>? Quotas { get; init; }

    /// <summary>Of the reviewers' scores: the same seed gives the same scores.</summary>
    public int Seed { get; init; } = 2026;

    /// <summary>Import the good rows of a file that has bad ones.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>Empty: named by the time of the run.</summary>
    public string BatchName { get; init; } = "";

    public int Reviewers { get; init; } = 3;

    /// <summary>How long to wait for what the services find by themselves.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(120);
}
