using Platform.ProjectRegistry.Reports;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Lights;

/// <summary>What the light and graduation of one project depend on.</summary>
/// <param name="StartDay">Reports are owed from its quarter on.</param>
/// <param name="Milestones">Agreed ones and those proposed; none declined.</param>
/// <param name="Filed">Quarters whose report is submitted or accepted.</param>
/// <param name="Latest">The newest accepted report; null where there is none.</param>
public sealed record PoolFacts(
    DateOnly StartDay, DateOnly EndDay, IReadOnlyList<TargetFact> Targets, IReadOnlyList<MilestoneFact> Milestones, IReadOnlySet<Quarter> Filed, AcceptedFact? Latest);

/// <param name="Target">Null: not measured.</param>
public sealed record TargetFact(ReportIndicator Indicator, long Baseline, long? Target)
{
    /// <summary>
    /// How far a figure is from baseline to target, in basis points of the way; it works in both directions, as a saving is a
    /// negative change. Null where there is no way to go.
    /// </summary>
    public long? ReachedBp(long value) => Target is { } target && target != Baseline
        ? (long)decimal.Clamp((value - (decimal)Baseline) * 10_000 / (target - (decimal)Baseline), -1_000_000_000, 1_000_000_000)
        : null;
}

public sealed record MilestoneFact(string Title, DateOnly DueDay, MilestoneState State);

public sealed record AcceptedFact(Quarter Quarter, IReadOnlyDictionary<ReportIndicator, long> Figures);
