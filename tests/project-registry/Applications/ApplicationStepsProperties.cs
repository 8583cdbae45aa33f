using FsCheck.Xunit;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Applications;

public sealed class ApplicationStepsProperties
{
    [Property(MaxTest = 2000)]
    public void No_sequence_of_steps_escapes_the_table(ApplicationStep[] steps)
    {
        var moves = ApplicationSteps.Moves.ToHashSet();
        var state = ApplicationState.Draft;
        foreach (var step in steps)
        {
            if (ApplicationSteps.After(state, step) is { } next)
            {
                Assert.Contains((state, next), moves);
                state = next;
            }
        }

        Assert.True(Enum.IsDefined(state));
        Assert.NotEqual(ApplicationState.Unspecified, state);
    }

    [Property(MaxTest = 500)]
    public void What_ended_stays_ended(ApplicationStep step)
    {
        Assert.Null(ApplicationSteps.After(ApplicationState.Admitted, step));
        Assert.Null(ApplicationSteps.After(ApplicationState.Rejected, step));
        Assert.Null(ApplicationSteps.After(ApplicationState.Withdrawn, step));
    }

    [Property(MaxTest = 500)]
    public void Only_a_return_for_correction_leads_back_and_only_to_the_formal_check(ApplicationStep[] steps)
    {
        List<ApplicationState> path = [ApplicationState.Draft];
        foreach (var step in steps)
        {
            if (ApplicationSteps.After(path[^1], step) is { } next)
            {
                path.Add(next);
            }
        }

        var forward = path.Where(state => state is not (ApplicationState.Returned or ApplicationState.FormalCheck)).ToList();
        Assert.Equal(forward.Distinct(), forward);
        Assert.All(path.Zip(path.Skip(1)), step => Assert.True(step.First != ApplicationState.Returned
            || step.Second is ApplicationState.FormalCheck or ApplicationState.Rejected or ApplicationState.Withdrawn));
    }

    [Property(MaxTest = 500)]
    public void A_batch_only_moves_to_its_next_state(BatchStep[] steps)
    {
        var state = BatchState.Draft;
        foreach (var step in steps)
        {
            if (BatchSteps.After(state, step) is { } next)
            {
                Assert.Equal((int)state + 1, (int)next);
                state = next;
            }
        }
    }
}
