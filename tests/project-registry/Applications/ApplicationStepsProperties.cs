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
    public void An_application_never_returns_to_a_state_it_left(ApplicationStep[] steps)
    {
        List<ApplicationState> path = [ApplicationState.Draft];
        foreach (var step in steps)
        {
            if (ApplicationSteps.After(path[^1], step) is { } next)
            {
                path.Add(next);
            }
        }

        Assert.Equal(path.Distinct(), path);
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
