using FsCheck.Xunit;
using Platform.TechTransfer.Listings;
using Platform.TechTransfer.Needs;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Listings;

public sealed class ListingStatesTests
{
    [Property]
    public void No_walk_leaves_the_table_or_comes_back_from_an_end(ListingStep[] steps)
    {
        var state = ListingState.Draft;
        foreach (var step in steps)
        {
            var next = ListingStates.Next(state, step);
            Assert.True(next is null || Enum.IsDefined(next.Value));
            Assert.False(state == ListingState.Withdrawn && next is not null);
            Assert.False(state == ListingState.Transferred && next is not (null or ListingState.Transferred));
            Assert.False(next == ListingState.Draft && state != ListingState.InApproval);
            Assert.False(next == ListingState.Listed && state is not (ListingState.InApproval or ListingState.UnderNegotiation));
            state = next ?? state;
        }
    }

    [Fact]
    public void Only_what_was_submitted_is_published_and_only_what_nobody_negotiates_on_is_withdrawn()
    {
        var all = Enum.GetValues<ListingState>();
        Assert.Equal([ListingState.InApproval], all.Where(state => ListingStates.Next(state, ListingStep.Publish) is not null));
        Assert.Equal([ListingState.Draft], all.Where(state => ListingStates.Next(state, ListingStep.Submit) is not null));
        Assert.Equal([ListingState.Draft, ListingState.Listed, ListingState.InApproval], all.Where(state => ListingStates.Next(state, ListingStep.Withdraw) is not null));
        Assert.Equal([ListingState.Listed, ListingState.UnderNegotiation], all.Where(ListingStates.IsOffered));
    }

    [Fact]
    public void A_need_is_solved_or_closed_while_open_and_reopened_only_once_closed()
    {
        foreach (var state in Enum.GetValues<TechnologyNeedState>())
        {
            Assert.Equal(state == TechnologyNeedState.Open, NeedStates.Next(state, NeedStep.Solve) is not null);
            Assert.Equal(state == TechnologyNeedState.Open, NeedStates.Next(state, NeedStep.Close) is not null);
            Assert.Equal(state == TechnologyNeedState.Closed, NeedStates.Next(state, NeedStep.Reopen) is not null);
        }
    }
}
