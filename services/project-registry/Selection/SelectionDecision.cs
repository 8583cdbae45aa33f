using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviews;

namespace Platform.ProjectRegistry.Selection;

/// <summary>What the quotas of a batch make of its ranking: either every candidate's outcome, or the clashes.</summary>
internal sealed record SelectionDecision(IReadOnlyList<CandidateOutcome>? Explained, IReadOnlyList<QuotaClash> Clashes, IReadOnlyList<IndustryQuota> Nearest)
{
    public static SelectionDecision Of(BatchRow batch, IReadOnlyList<RankedRow> rows)
    {
        List<Candidate> candidates = [.. rows.Where(row => row.IsCandidate).Select(row => row.ToCandidate())];
        var quotas = batch.Quotas;
        var clashes = QuotaClashes.Find(candidates, batch.Capacity, quotas);
        return clashes.Count == 0
            ? new(Outcomes.Of(candidates, batch.Capacity, quotas, CityRules.Current.WaitlistFor(batch.Capacity)), [], quotas)
            : new(null, clashes, NearestQuotas.Find(candidates, batch.Capacity, quotas));
    }
}
