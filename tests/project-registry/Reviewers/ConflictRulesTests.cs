using Platform.ProjectRegistry.Reviewers;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Reviewers;

public sealed class ConflictRulesTests
{
    private const string Applicant = "A";
    private const string Partner = "B";
    private const string Other = "C";
    private static readonly Guid Application = new("00000000-0000-0000-0000-000000000001");
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void Each_ground_is_told_and_nothing_else_is_a_conflict()
    {
        Assert.Equal(ConflictKind.SameOrganisation, Find(new(Applicant, [], [])));
        Assert.Equal(ConflictKind.CoApplicant, Find(new(Partner, [], [])));
        Assert.Equal(ConflictKind.Declared, Find(new(Other, [], [new("r", Applicant, null)])));
        Assert.Equal(ConflictKind.Declared, Find(new(Other, [], [new("r", Partner, null)])));
        Assert.Equal(ConflictKind.Declared, Find(new(Other, [], [new("r", "", Application)])));
        Assert.Equal(ConflictKind.PastEmployer, Find(new(Other, [new(Partner, Today)], [])));
        Assert.Null(Find(new(Other, [new(Other, Today)], [new("r", Other, null), new("r", "", Guid.Empty)])));
    }

    [Theory]
    [InlineData("2023-11-25", true)]
    [InlineData("2023-11-24", false)]
    [InlineData("2027-01-01", true)]
    public void A_past_employer_counts_to_the_day_so_many_years_later(string until, bool conflict) =>
        Assert.Equal(conflict ? ConflictKind.PastEmployer : null, Find(new(Other, [new(Applicant, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture))], [])));

    private static ConflictKind? Find(ReviewerFacts reviewer) => ConflictRules.Find(reviewer, new(Application, Applicant, [Partner]), Today, years: 3);
}
