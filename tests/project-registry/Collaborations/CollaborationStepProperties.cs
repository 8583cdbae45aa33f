using FsCheck.Xunit;
using Platform.Coordination.V1;
using Platform.ProjectRegistry.Collaborations;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Collaborations;

public sealed class CollaborationStepProperties
{
    private static readonly (CollaborationState From, CollaborationState To)[] Allowed =
    [
        (CollaborationState.Proposed, CollaborationState.Active),
        (CollaborationState.Proposed, CollaborationState.Declined),
        (CollaborationState.Proposed, CollaborationState.Expired),
        (CollaborationState.Active, CollaborationState.Completed),
        (CollaborationState.Active, CollaborationState.Terminated),
    ];

    [Property]
    public void No_sequence_of_steps_leaves_the_table(CollaborationStep[] steps)
    {
        var state = CollaborationState.Proposed;
        foreach (var step in steps)
        {
            if (CollaborationSteps.After(state, step) is { } next)
            {
                Assert.Contains((state, next), Allowed);
                state = next;
            }
        }
    }

    [Property]
    public void Terms_that_differ_have_another_hash(string title, string other)
    {
        var (one, two) = (TermsText.Write(new Terms { Title = title ?? "" }), TermsText.Write(new Terms { Title = other ?? "" }));

        Assert.Equal(one == two, TermsText.Hash(one) == TermsText.Hash(two));
    }
}
