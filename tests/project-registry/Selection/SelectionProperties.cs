using FsCheck.Xunit;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Selection;

/// <summary>On cases small enough to try everything.</summary>
public sealed class SelectionProperties
{
    [Property(Arbitrary = [typeof(Cases)], MaxTest = 2000)]
    public void Selection_equals_brute_force_and_clashes_exactly_where_none_exists(Case batch)
    {
        var best = BruteForce.Best(batch);
        var clashes = QuotaClashes.Find(batch.Ranked, batch.Capacity, batch.Quotas);
        Assert.Equal(best is null, clashes.Count > 0);
        if (best is not null)
        {
            Assert.Equal(best, Selector.Best(batch.Ranked, batch.Capacity, batch.Quotas).Select(candidate => candidate.Rank));
        }
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void Nearest_quotas_are_possible_change_least_and_allow_the_best_score(Case batch)
    {
        var nearest = NearestQuotas.Find(batch.Ranked, batch.Capacity, batch.Quotas);
        Assert.Empty(QuotaClashes.Find(batch.Ranked, batch.Capacity, [.. nearest]));
        var changes = batch.Quotas.Zip(nearest, (asked, now) => asked.ChangesTo(now)).Sum();
        var score = Selector.Best(batch.Ranked, batch.Capacity, nearest).Sum(candidate => (long)candidate.Score);
        Assert.Equal(BruteForce.Nearest(batch), (changes, score));
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 500)]
    public void Every_candidate_has_one_outcome_with_a_reason_that_is_true(Case batch)
    {
        var quotas = NearestQuotas.Find(batch.Ranked, batch.Capacity, batch.Quotas);
        var outcomes = Outcomes.Of(batch.Ranked, batch.Capacity, quotas, waitlist: 1);
        var selected = outcomes.Where(outcome => outcome.Outcome == SelectionOutcome.Selected).Select(outcome => outcome.Candidate).ToList();
        Assert.Equal(batch.Ranked, outcomes.Select(outcome => outcome.Candidate));
        Assert.Equal(Selector.Best(batch.Ranked, batch.Capacity, quotas), selected);
        foreach (var outcome in outcomes.Where(outcome => outcome.Outcome != SelectionOutcome.Selected))
        {
            var sameIndustry = selected.Count(candidate => candidate.Industry == outcome.Candidate.Industry);
            var maximum = quotas.FirstOrDefault(quota => quota.Industry == outcome.Candidate.Industry)?.Maximum;
            switch (outcome.Reason)
            {
                case OutcomeReason.IndustryMaximum:
                    Assert.Equal(maximum, sameIndustry);
                    break;
                case OutcomeReason.GaveWay:
                    Assert.Contains(selected, candidate => candidate.Rank > outcome.Candidate.Rank && candidate.Industry != outcome.Candidate.Industry);
                    break;
                default:
                    Assert.Equal(OutcomeReason.SeatsTaken, outcome.Reason);
                    Assert.Equal(batch.Capacity, selected.Count);
                    break;
            }
        }
    }
}
