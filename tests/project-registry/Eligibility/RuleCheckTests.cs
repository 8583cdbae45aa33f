using Platform.ProjectRegistry.Eligibility;
using Platform.Registry.V1;
using Xunit;
using static Platform.Registry.V1.EligibilityOutcome;

namespace Platform.ProjectRegistry.Tests.Eligibility;

public sealed class RuleCheckTests
{
    private static readonly EligibilityFacts Firm = new(
        Guid.CreateVersion7(), "高镍正极材料智能工厂", "91130303MAYQ10876B", "", null, new DateOnly(2026, 3, 1), null, [], 100_000_000, 3_000_000, 0);

    [Theory]
    [InlineData("", "1303", Pass)] // by the credit code
    [InlineData("", "1301", Fail)]
    [InlineData("130102", "1303", Fail)] // moved away: what is registered counts before the code
    [InlineData("130321", "1303", Pass)]
    public void Registered_in_goes_by_the_place_of_registration_then_by_the_credit_code(string registeredIn, string division, EligibilityOutcome outcome) =>
        Assert.Equal(outcome, RuleCheck.Of(new EligibilityTerms { RegisteredIn = new RegisteredIn { Division = division } }, Firm with { RegisteredIn = registeredIn }).Outcome);

    [Theory]
    [InlineData(null, Unknown)]
    [InlineData("2025-03-01", Pass)]
    [InlineData("2025-03-02", Fail)]
    public void Founded_before_counts_whole_months_to_the_submission(string? founded, EligibilityOutcome outcome)
    {
        DateOnly? day = founded is null ? null : DateOnly.Parse(founded, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(outcome, RuleCheck.Of(new EligibilityTerms { FoundedBefore = new FoundedBefore { Months = 12 } }, Firm with { FoundedOn = day }).Outcome);
    }

    [Fact]
    public void An_entry_of_bad_credit_fails_and_is_named_with_its_source()
    {
        var terms = new EligibilityTerms { NotOnBadCreditList = new NotOnBadCreditList() };
        Assert.Equal(Pass, RuleCheck.Of(terms, Firm).Outcome);
        var finding = RuleCheck.Of(terms, Firm with { BadCredit = new("拖欠货款", "信用中国", new DateOnly(2026, 1, 5)) });
        Assert.Equal((Fail, "2026-01-05", "信用中国"), (finding.Outcome, finding.Facts["listed_on"], finding.Facts["list_source"]));
        Assert.Contains("拖欠货款", finding.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("高镍正极材料智能工厂", Fail)]
    [InlineData("高镍 正极材料（智能工厂）", Fail)]
    [InlineData("高镍正极材料智能工厂二", Fail)] // 9 of 10 pairs
    [InlineData("高镍正极材料研发中心", Pass)]
    public void A_project_of_the_same_or_nearly_the_same_name_is_a_duplicate(string other, EligibilityOutcome outcome)
    {
        var facts = Firm with { Others = [new(Guid.CreateVersion7(), other, InPool: true, new NameSimilarity(other))] };
        Assert.Equal(outcome, RuleCheck.Of(new EligibilityTerms { NoDuplicate = new NoDuplicate { SimilarityPercent = 80 } }, facts).Outcome);
    }

    [Theory]
    [InlineData(100_000_000, 3_000_000, Pass)]
    [InlineData(100_000_000, 2_999_999, Fail)]
    [InlineData(0, 0, Unknown)]
    public void Rd_intensity_is_compared_exactly(long total, long rd, EligibilityOutcome outcome) => Assert.Equal(
        outcome,
        RuleCheck.Of(new EligibilityTerms { MinimumRdIntensity = new MinimumRdIntensity { MinimumBp = 300 } }, Firm with { TotalInvestmentCnyFen = total, RdInvestmentCnyFen = rd }).Outcome);

    [Fact]
    public void Documents_are_counted()
    {
        var terms = new EligibilityTerms { DocumentAttached = new DocumentAttached { Minimum = 2 } };
        Assert.Equal((Fail, Pass), (RuleCheck.Of(terms, Firm with { Documents = 1 }).Outcome, RuleCheck.Of(terms, Firm with { Documents = 2 }).Outcome));
    }

    [Fact]
    public void A_rule_of_a_later_release_is_unknown_and_not_passed() => Assert.Equal(Unknown, RuleCheck.Of(new EligibilityTerms(), Firm).Outcome);
}
