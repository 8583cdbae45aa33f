using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Platform.TechTransfer.Challenges;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Challenges;

public sealed class ChallengeRulesTests
{
    [Property]
    public void No_walk_leaves_the_table_and_an_award_needs_opened_proposals(ChallengeStep[] steps)
    {
        var state = ChallengeState.Draft;
        var opened = false;
        foreach (var step in steps)
        {
            if (ChallengeStates.Next(state, step) is not { } next)
            {
                continue;
            }

            opened |= step == ChallengeStep.Open;
            Assert.False(state is ChallengeState.Withdrawn or ChallengeState.Completed);
            Assert.True(next is not (ChallengeState.AwardProposed or ChallengeState.Awarded or ChallengeState.Completed) || opened);
            Assert.Equal(next == ChallengeState.Published, step == ChallengeStep.Approve);
            state = next;
        }
    }

    [Fact]
    public void A_reopened_challenge_that_is_returned_has_failed()
    {
        Assert.Equal(ChallengeState.Draft, ChallengeStates.Next(ChallengeState.InReview, ChallengeStep.Return));
        Assert.Equal(ChallengeState.Failed, ChallengeStates.Next(ChallengeState.InReview, ChallengeStep.Return, round: 2));
    }

    [Property(Arbitrary = [typeof(Plans)])]
    public void Shares_add_to_the_price_none_exceeds_its_plan_and_more_money_takes_from_nobody((long[] Planned, long Price) plan)
    {
        var shares = Payments.Scale(plan.Planned, plan.Price);
        Assert.Equal(plan.Price, shares.Sum());
        Assert.All(shares.Zip(plan.Planned), pair => Assert.InRange(pair.First, 0, pair.Second));
        var exact = plan.Planned.Select(part => (decimal)part * plan.Price / plan.Planned.Sum()).ToArray();
        Assert.All(shares.Zip(exact), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1));
    }

    [Fact]
    public void The_whole_bounty_is_split_as_planned_and_cents_go_to_the_largest_remainders()
    {
        Assert.Equal([300, 700], Payments.Scale([300, 700], 1000));
        Assert.Equal([34, 33, 33], Payments.Scale([100, 100, 100], 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Payments.Scale([1, 2], 4));
    }

    [Fact]
    public void Proposals_rank_by_exact_mean_then_price_then_time_and_those_without_evaluations_last()
    {
        var day = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var best = new ScoredProposal(Guid.CreateVersion7(), 900, day, [[90, 80], [80, 90]]);
        var cheaper = new ScoredProposal(Guid.CreateVersion7(), 100, day.AddHours(1), [[85, 85]]);
        var none = new ScoredProposal(Guid.CreateVersion7(), 1, day, []);
        var early = new ScoredProposal(Guid.CreateVersion7(), 900, day.AddHours(-1), [[85, 85]]);
        int[] even = [5000, 5000];
        Assert.Equal([cheaper, early, best, none], ProposalScores.Rank(even, [none, best, cheaper, early]));
        Assert.Equal(best, ProposalScores.Rank([6000, 4000], [cheaper, new ScoredProposal(Guid.CreateVersion7(), 1, day, [[60, 70]]), best with { Evaluations = [[100, 80]] }])[0] with { Evaluations = best.Evaluations });
        Assert.Equal(("85.0000", ""), (ProposalScores.Text(even, best.Evaluations), ProposalScores.Text(even, [])));
        Assert.Equal("66.6667", ProposalScores.Text([10_000], [[100], [100], [0]]));
    }

    private static class Plans
    {
        public static Arbitrary<(long[] Planned, long Price)> Any() => Arb.From(
            from count in Gen.Choose(1, 12)
            from planned in Gen.ArrayOf(Gen.Choose(0, 1_000_000), count)
            let plan = planned.Select((part, index) => (long)part + (index == 0 ? 1 : 0)).ToArray()
            from thousandth in Gen.Choose(0, 1000)
            select (plan, plan.Sum() * thousandth / 1000));
    }
}
