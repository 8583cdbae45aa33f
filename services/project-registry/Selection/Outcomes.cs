using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Why an application is or is not on the list; numbers stand in <c>ranking.outcome_reason</c>.</summary>
public enum OutcomeReason
{
    None = 0,

    /// <summary>Its rank would have been enough without any minimum.</summary>
    Rank = 1,

    /// <summary>It fills its industry's minimum.</summary>
    IndustryMinimum = 2,

    /// <summary>Its industry's maximum was reached.</summary>
    IndustryMaximum = 3,

    /// <summary>Its rank would have been enough, but its seat fills another industry's minimum.</summary>
    GaveWay = 4,

    /// <summary>All seats were taken by better ranks.</summary>
    SeatsTaken = 5,
}

public readonly record struct CandidateOutcome(Candidate Candidate, SelectionOutcome Outcome, OutcomeReason Reason);

/// <summary>Explains a selection, candidate by candidate.</summary>
public static class Outcomes
{
    /// <param name="ranked">All candidates, in order of rank.</param>
    /// <param name="capacity">Seats.</param>
    /// <param name="quotas">Possible ones.</param>
    /// <param name="waitlist">How many of the others are kept on the waitlist, by rank.</param>
    public static IReadOnlyList<CandidateOutcome> Of(IReadOnlyList<Candidate> ranked, int capacity, IReadOnlyList<IndustryQuota> quotas, int waitlist)
    {
        var selected = Selector.Best(ranked, capacity, quotas).Select(candidate => candidate.Rank).ToHashSet();
        var byRankAlone = Selector.Best(ranked, capacity, quotas.Select(quota => quota with { Minimum = 0 })).Select(candidate => candidate.Rank).ToHashSet();
        var full = ranked.Where(candidate => selected.Contains(candidate.Rank)).CountBy(candidate => candidate.Industry)
            .Where(count => quotas.Any(quota => quota.Industry == count.Key && quota.Maximum == count.Value))
            .Select(count => count.Key)
            .Concat(quotas.Where(quota => quota.Maximum == 0).Select(quota => quota.Industry))
            .ToHashSet();
        var outcomes = new List<CandidateOutcome>(ranked.Count);
        foreach (var candidate in ranked)
        {
            var outcome = selected.Contains(candidate.Rank) ? SelectionOutcome.Selected
                : waitlist-- > 0 ? SelectionOutcome.Waitlisted
                : SelectionOutcome.NotSelected;
            outcomes.Add(new(candidate, outcome, Reason(candidate, outcome)));
        }

        return outcomes;

        OutcomeReason Reason(Candidate candidate, SelectionOutcome outcome) =>
            (outcome == SelectionOutcome.Selected, byRankAlone.Contains(candidate.Rank)) switch
            {
                (true, true) => OutcomeReason.Rank,
                (true, false) => OutcomeReason.IndustryMinimum,
                (false, true) => OutcomeReason.GaveWay,
                (false, false) => full.Contains(candidate.Industry) ? OutcomeReason.IndustryMaximum : OutcomeReason.SeatsTaken,
            };
    }
}
