using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Batches;

public sealed class RubricTests
{
    [Fact]
    public void The_city_has_nine_criteria_in_three_groups_that_add_to_100()
    {
        var criteria = Rubric.Default();
        Assert.Equal(9, criteria.Count);
        Assert.Equal([30, 40, 30], criteria.GroupBy(criterion => criterion.Group).OrderBy(group => group.Key).Select(group => group.Sum(criterion => criterion.Weight)));
        Rubric.Check([.. criteria]);
    }

    [Fact]
    public void Weights_that_do_not_add_to_100_are_refused()
    {
        var error = Assert.Throws<FailedException>(() => Rubric.Check([new Criterion { CriterionId = "one", Weight = 99 }])).Error;
        Assert.Equal(ErrorReason.WeightsNot100, error.Reason);
    }

    [Theory]
    [InlineData(25, 5)]
    [InlineData(1, 1)]
    [InlineData(26, 6)]
    public void The_waitlist_is_a_fifth_of_the_seats(int capacity, int places) => Assert.Equal(places, CityRules.Current.WaitlistFor(capacity));
}
