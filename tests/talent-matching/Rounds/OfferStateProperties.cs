using FsCheck.Xunit;
using Platform.Talent.V1;
using Platform.TalentMatching.Rounds;
using Xunit;

namespace Platform.TalentMatching.Tests.Rounds;

public sealed class OfferStateProperties
{
    [Property]
    public void The_first_step_answers_an_offer_and_no_step_follows(RoundOfferStep[] steps)
    {
        var state = RoundOfferState.Offered;
        for (var i = 0; i < steps.Length; i++)
        {
            var next = OfferStates.After(state, steps[i]);
            Assert.Equal(i == 0, next is not null);
            state = next ?? state;
        }
    }
}
