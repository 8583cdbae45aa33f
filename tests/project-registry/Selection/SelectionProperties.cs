using FsCheck.Xunit;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Selection;

/// <summary>On cases small enough to try everything.</summary>
public sealed class SelectionProperties
{
    [Property(Arbitrary = [typeof(Cases)], MaxTest = 2000)]
    public void Selection_equals_brute_force_and_clashes_exactly_where_none_exists(Case batch) => SameAsBruteForce(batch);

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 500)]
    public void Selection_under_crossing_quotas_equals_brute_force_and_clashes_exactly_where_none_exists(CrossingCase batch) => SameAsBruteForce(batch);

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 500)]
    public void Greedy_and_solver_give_the_same_answer_where_no_classes_cross(Case batch) => SameByBothWays(batch);

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 500)]
    public void Greedy_and_solver_give_the_same_answer_where_classes_of_several_kinds_are_nested(CrossingCase batch)
    {
        if (Selector.IsGreedy(batch.Ranked, batch.Quotas))
        {
            SameByBothWays(batch);
        }
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void Nearest_quotas_are_possible_change_least_and_allow_the_best_score(Case batch) => NearestAreBest(batch);

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 40)]
    public void Nearest_crossing_quotas_are_possible_change_least_and_allow_the_best_score(CrossingCase batch) =>
        NearestAreBest(batch with { Quotas = [.. batch.Quotas.Where((_, i) => i < 1 || i == batch.Quotas.Length - 1)] });

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 500)]
    public void Every_candidate_has_one_outcome_with_a_reason_that_is_true(Case batch) => ReasonsAreTrue(batch);

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 200)]
    public void Every_candidate_under_crossing_quotas_has_one_outcome_with_a_reason_that_is_true(CrossingCase batch) => ReasonsAreTrue(batch);

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 300)]
    public void Bounds_that_clash_together_can_be_met_when_any_one_is_left_out(CrossingCase batch)
    {
        if (QuotaClashes.Find(batch.Ranked, batch.Capacity, batch.Quotas) is [{ Kind: ClashKind.Together, Bounds: { } bounds }])
        {
            Assert.Null(BruteForce.Best(batch with { Quotas = [.. bounds] }));
            foreach (var (i, bound) in bounds.Index())
            {
                foreach (var without in new[] { bound with { Minimum = 0 }, bound with { Maximum = null } }.Where(other => other != bound))
                {
                    Assert.NotNull(BruteForce.Best(batch with { Quotas = [.. bounds.Select((one, j) => i == j ? without : one)] }));
                }
            }
        }
    }

    private static void SameAsBruteForce(Case batch)
    {
        var best = BruteForce.Best(batch);
        Assert.Equal(best is null, QuotaClashes.Find(batch.Ranked, batch.Capacity, batch.Quotas).Count > 0);
        Assert.Equal(best, Selector.Best(batch.Ranked, batch.Capacity, batch.Quotas)?.Select(candidate => candidate.Rank));
    }

    private static void SameByBothWays(Case batch) =>
        Assert.Equal(Selector.Best(batch.Ranked, batch.Capacity, batch.Quotas), CrossingSelector.Best(batch.Ranked, batch.Capacity, batch.Quotas));

    private static void NearestAreBest(Case batch)
    {
        var nearest = NearestQuotas.Find(batch.Ranked, batch.Capacity, batch.Quotas);
        Assert.Empty(QuotaClashes.Find(batch.Ranked, batch.Capacity, nearest));
        var changes = batch.Quotas.Zip(nearest, (asked, now) => asked.ChangesTo(now)).Sum();
        var score = Selector.Best(batch.Ranked, batch.Capacity, nearest)!.Sum(candidate => (long)candidate.Score);
        Assert.Equal(BruteForce.Nearest(batch), (changes, score));
    }

    private static void ReasonsAreTrue(Case batch)
    {
        var quotas = NearestQuotas.Find(batch.Ranked, batch.Capacity, batch.Quotas);
        var outcomes = Outcomes.Of(batch.Ranked, batch.Capacity, quotas, waitlist: 1)!;
        var selected = outcomes.Where(outcome => outcome.Outcome == SelectionOutcome.Selected).Select(outcome => outcome.Candidate).ToList();
        Assert.Equal(batch.Ranked, outcomes.Select(outcome => outcome.Candidate));
        Assert.Equal(Selector.Best(batch.Ranked, batch.Capacity, quotas), selected);
        foreach (var outcome in outcomes)
        {
            var own = quotas.FirstOrDefault(quota => quota.Class.Kind == outcome.Kind && outcome.Candidate.Is(quota.Class));
            switch (outcome.Reason)
            {
                case OutcomeReason.ClassMaximum:
                    Assert.Equal(own!.Maximum, selected.Count(candidate => candidate.Is(own.Class)));
                    break;
                case OutcomeReason.ClassMinimum:
                    Assert.True(own!.Minimum > 0);
                    break;
                case OutcomeReason.GaveWay:
                    Assert.Contains(outcomes, other => other.Outcome == SelectionOutcome.Selected && other.Reason != OutcomeReason.Rank);
                    break;
                case OutcomeReason.SeatsTaken:
                    Assert.Equal(batch.Capacity, selected.Count);
                    break;
                default:
                    Assert.Equal(outcome.Reason == OutcomeReason.Rank, outcome.Outcome == SelectionOutcome.Selected && outcome.Reason != OutcomeReason.Combination);
                    break;
            }
        }
    }
}
