using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>The city's figures for support requests, as data (<c>support-rules.json</c>).</summary>
internal sealed record SupportRules
{
    public static SupportRules Current { get; } = Embedded.Read<SupportRules>("Support.support-rules.json", SupportData.Json);

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>Working days after the solution within which the firm may reopen.</summary>
    public required int ReopenWorkingDays { get; init; }

    /// <summary>Share of a limit from which it is due soon.</summary>
    public required int DueSoonPercent { get; init; }

    /// <summary>Each once a period and clock.</summary>
    public required IReadOnlyList<EscalationLevel> Escalations { get; init; }

    /// <summary>The levels that a running clock has reached and that were not told yet, lowest first. Pure.</summary>
    public IEnumerable<EscalationLevel> Reached(int used, int limit, IReadOnlySet<int> told) => Escalations
        .Where(level => !told.Contains(level.Level) && level.IsReached(used, limit))
        .OrderBy(level => level.Level);
}

/// <summary>A level of escalation: at a share of the limit, or so many working days after it.</summary>
internal sealed record EscalationLevel(int Level, int? AtPercent, int? OverdueDays, DepartmentRole Tell)
{
    public bool IsReached(int used, int limit) =>
        (AtPercent is { } percent && used * 100 >= percent * limit) || (OverdueDays is { } days && used - limit >= days);
}
