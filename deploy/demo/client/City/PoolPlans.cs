namespace Platform.Demo.City;

/// <summary>How a project of the demo city fares after its admission.</summary>
/// <param name="Quarters">Past quarters that its plan reaches back.</param>
/// <param name="Pace">Of its figures against the path; 1 keeps up with it.</param>
/// <param name="Last">What becomes of the newest quarter's report.</param>
/// <param name="Second">What becomes of its second milestone.</param>
internal sealed record PoolPlan(int Quarters, decimal Pace, LastReport Last, SecondMilestone Second)
{
    /// <summary>By rank: green, yellow and red for each reason, then reports and milestones in every state.</summary>
    public static IReadOnlyList<PoolPlan> First { get; } =
    [
        new(4, 1.03m, LastReport.Accepted, SecondMilestone.Confirmed),
        new(4, 0.86m, LastReport.Accepted, SecondMilestone.Planned),
        new(4, 0.65m, LastReport.Accepted, SecondMilestone.Planned),
        new(4, 1.02m, LastReport.Missing, SecondMilestone.Done),
        new(4, 1.04m, LastReport.Accepted, SecondMilestone.Overdue),
        new(4, 1.02m, LastReport.Submitted, SecondMilestone.Changing),
        new(4, 1.01m, LastReport.Returned, SecondMilestone.Proposed),
        new(4, 1.05m, LastReport.Draft, SecondMilestone.Declined),
    ];

    public static PoolPlan Other { get; } = new(1, 1.05m, LastReport.Accepted, SecondMilestone.Planned);

    /// <summary>Reaches its targets before their day.</summary>
    public static PoolPlan Graduate { get; } = new(4, 2.1m, LastReport.Accepted, SecondMilestone.Confirmed);

    public static PoolPlan Removed { get; } = new(1, 0.2m, LastReport.Accepted, SecondMilestone.Overdue);
}

internal enum LastReport
{
    Missing,
    Draft,
    Submitted,
    Returned,
    Accepted,
}

internal enum SecondMilestone
{
    Proposed,
    Declined,
    Planned,
    Changing,
    Overdue,
    Done,
    Confirmed,
}
