using Platform.Chassis.Errors;
using Platform.Common.V1;
using Platform.ProjectRegistry.Reviews;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Reviews;

public sealed class ScoreSheetTests
{
    private static readonly string[] Criteria = ["originality", "green"];

    [Fact]
    public void Points_come_back_in_the_order_of_the_rubric() =>
        Assert.Equal([90, 0], ScoreSheet.Read([Score("green", 0), Score("originality", 90)], Criteria));

    [Fact]
    public void Each_criterion_must_be_scored_once()
    {
        Refused([Score("green", 1)], "originality");
        Refused([Score("green", 1), Score("green", 2), Score("originality", 1)], "green");
        Refused([Score("green", 1), Score("originality", 2), Score("beauty", 3)], "beauty");
    }

    private static void Refused(Score[] scores, string named)
    {
        var error = Assert.Throws<FailedException>(() => ScoreSheet.Read(scores, Criteria)).Error;
        Assert.Equal(ErrorReason.CriterionUnknown, error.Reason);
        Assert.Contains(named, error.Chinese, StringComparison.Ordinal);
        Assert.Contains(named, error.English, StringComparison.Ordinal);
    }

    private static Score Score(string criterion, int points) => new() { CriterionId = criterion, Points = points };
}
