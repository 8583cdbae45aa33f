using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;

namespace Platform.ProjectRegistry.Selection;

/// <summary>What the quotas of a batch make of its ranking: either every candidate's outcome, or the clashes.</summary>
internal sealed record SelectionDecision(IReadOnlyList<CandidateOutcome>? Explained, IReadOnlyList<QuotaClash> Clashes, IReadOnlyList<ClassQuota> Nearest)
{
    public static SelectionDecision Of(BatchRow batch, IReadOnlyList<RankedRow> rows) =>
        Of([.. rows.Where(row => row.IsCandidate).Select(row => row.ToCandidate())], batch.Capacity, batch.Quotas, CityRules.Current.WaitlistFor(batch.Capacity));

    /// <param name="candidates">In order of rank.</param>
    public static SelectionDecision Of(IReadOnlyList<Candidate> candidates, int capacity, IReadOnlyList<ClassQuota> quotas, int waitlist) =>
        Outcomes.Of(candidates, capacity, quotas, waitlist) is { } outcomes
            ? new(outcomes, [], quotas)
            : new(null, QuotaClashes.Find(candidates, capacity, quotas), NearestQuotas.Find(candidates, capacity, quotas));
}
