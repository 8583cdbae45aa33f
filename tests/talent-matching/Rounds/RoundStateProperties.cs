using FsCheck.Xunit;
using Platform.Talent.V1;
using Platform.TalentMatching.Rounds;
using Xunit;

namespace Platform.TalentMatching.Tests.Rounds;

public sealed class RoundStateProperties
{
    [Property]
    public void No_walk_leaves_the_table_none_leaves_an_end_and_offers_follow_a_published_simulation(RoundStep[] steps)
    {
        var (state, visited) = (RoundState.Draft, new List<RoundState> { RoundState.Draft });
        foreach (var step in steps)
        {
            var next = RoundStates.After(state, step);
            Assert.True(next is null || Enum.IsDefined(next.Value));
            Assert.True(next is null || state is not (RoundState.Closed or RoundState.Cancelled));
            Assert.True(next != RoundState.Cancelled || state < RoundState.Offers);
            state = next ?? state;
            visited.Add(state);
        }

        Assert.True(!visited.Contains(RoundState.Offers) || (visited.Contains(RoundState.Simulated) && visited.Contains(RoundState.Published)));
    }
}
