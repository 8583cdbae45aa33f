using FsCheck.Xunit;
using Platform.Talent.V1;
using Platform.TalentMatching.Placements;
using Xunit;

namespace Platform.TalentMatching.Tests.Placements;

public sealed class PlacementStateProperties
{
    [Property]
    public void No_walk_leaves_the_table_and_none_leaves_an_end(PlacementStep[] steps)
    {
        var state = PlacementState.Proposed;
        foreach (var step in steps)
        {
            var next = PlacementStates.After(state, step);
            Assert.True(next is null || Enum.IsDefined(next.Value));
            Assert.True(next is null || state is not (PlacementState.Declined or PlacementState.Withdrawn));
            Assert.True(next != PlacementState.Placed || state is PlacementState.Offered or PlacementState.Placed or PlacementState.Left);
            Assert.True(next != PlacementState.Left || state is PlacementState.Placed or PlacementState.Left);
            state = next ?? state;
        }
    }
}
