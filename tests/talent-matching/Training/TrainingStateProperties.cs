using FsCheck.Xunit;
using Platform.Talent.V1;
using Platform.TalentMatching.Training;
using Xunit;

namespace Platform.TalentMatching.Tests.Training;

public sealed class TrainingStateProperties
{
    [Property]
    public void No_walk_leaves_an_end_and_a_completed_course_was_open_and_ran(TrainingStep[] steps)
    {
        var (state, visited) = (TrainingState.Draft, new List<TrainingState> { TrainingState.Draft });
        foreach (var step in steps)
        {
            var next = TrainingStates.After(state, step);
            Assert.True(next is null || Enum.IsDefined(next.Value));
            Assert.True(next is null || state is not (TrainingState.Completed or TrainingState.Cancelled));
            state = next ?? state;
            visited.Add(state);
        }

        Assert.True(!visited.Contains(TrainingState.Completed) || (visited.Contains(TrainingState.Enrolling) && visited.Contains(TrainingState.Running)));
    }
}
