using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Why an application is or is not on the list; numbers stand in <c>ranking.outcome_reason</c>.</summary>
public enum OutcomeReason
{
    None = 0,

    /// <summary>Its rank would have been enough without any minimum.</summary>
    Rank = 1,

    /// <summary>It fills its class's minimum.</summary>
    ClassMinimum = 2,

    /// <summary>Its class's maximum was reached.</summary>
    ClassMaximum = 3,

    /// <summary>Its rank would have been enough, but its seat fills another class's minimum.</summary>
    GaveWay = 4,

    /// <summary>All seats were taken by better ranks.</summary>
    SeatsTaken = 5,

    /// <summary>Only where classes cross: no bound of its own stands in its way, but with it the others would add to less.</summary>
    Combination = 6,

    /// <summary>It moved up into a seat that became free after the list was published.</summary>
    MovedUp = 20,

    /// <summary>It left the list after it was published: by an upheld objection, or withdrawn by its firm.</summary>
    LeftList = 21,
}

/// <param name="Kind">Of the class that the reason is about; unspecified where it is about none.</param>
public readonly record struct CandidateOutcome(Candidate Candidate, SelectionOutcome Outcome, OutcomeReason Reason, QuotaKind Kind = QuotaKind.Unspecified);

/// <summary>Explains a selection, candidate by candidate.</summary>
public static class Outcomes
{
    /// <param name="ranked">All candidates, in order of rank.</param>
    /// <param name="capacity">Seats.</param>
    /// <param name="quotas">Possible ones.</param>
    /// <param name="waitlist">How many of the others are kept on the waitlist, by rank.</param>
    /// <returns>In order of rank; null where no selection meets the quotas.</returns>
    public static IReadOnlyList<CandidateOutcome>? Of(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<ClassQuota> quotas, int waitlist)
    {
        if (Selector.Best(ranked, capacity, quotas) is not { } best)
        {
            return null;
        }

        var selected = best.Select(candidate => candidate.Rank).ToHashSet();
        var byRankAlone = Selector.Best(ranked, capacity, [.. quotas.Select(quota => quota with { Minimum = 0 })])!.Select(candidate => candidate.Rank).ToHashSet();
        var counts = quotas.ToDictionary(quota => quota.Class, quota => best.Count(candidate => candidate.Is(quota.Class)));
        var lastSelected = best.Count > 0 ? best[^1].Rank : 0;
        var outcomes = new List<CandidateOutcome>(ranked.Count);
        foreach (var candidate in ranked)
        {
            var isSelected = selected.Contains(candidate.Rank);
            var outcome = isSelected ? SelectionOutcome.Selected : waitlist-- > 0 ? SelectionOutcome.Waitlisted : SelectionOutcome.NotSelected;
            var (reason, kind) = isSelected ? WhyIn(candidate) : WhyNot(candidate);
            outcomes.Add(new(candidate, outcome, reason, kind));
        }

        return outcomes;

        (OutcomeReason, QuotaKind) WhyIn(Candidate candidate) =>
            byRankAlone.Contains(candidate.Rank) ? (OutcomeReason.Rank, default)
            : Own(candidate, quota => quota.Minimum > 0 && counts[quota.Class] == quota.Minimum) is var kind and not QuotaKind.Unspecified ? (OutcomeReason.ClassMinimum, kind)
            : Own(candidate, quota => quota.Minimum > 0) is var any and not QuotaKind.Unspecified ? (OutcomeReason.ClassMinimum, any)
            : (OutcomeReason.Combination, default);

        (OutcomeReason, QuotaKind) WhyNot(Candidate candidate) =>
            byRankAlone.Contains(candidate.Rank) ? (OutcomeReason.GaveWay, default)
            : Own(candidate, quota => quota.Maximum == counts[quota.Class]) is var kind and not QuotaKind.Unspecified ? (OutcomeReason.ClassMaximum, kind)
            : best.Count == capacity && candidate.Rank > lastSelected ? (OutcomeReason.SeatsTaken, default)
            : (best.Count == capacity && Selector.IsGreedy(ranked, quotas) ? OutcomeReason.SeatsTaken : OutcomeReason.Combination, default);

        QuotaKind Own(Candidate candidate, Func<ClassQuota, bool> which) =>
            quotas.FirstOrDefault(quota => candidate.Is(quota.Class) && which(quota))?.Class.Kind ?? QuotaKind.Unspecified;
    }
}
