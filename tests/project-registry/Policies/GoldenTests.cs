using Platform.ProjectRegistry.Entitlements;
using Platform.ProjectRegistry.Firms;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Policies;

/// <summary>The shipped policies against examples computed by hand, to the fen.</summary>
public sealed class GoldenTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly PolicyBook Book = new([.. SeedPolicies.Shipped().Select(policy =>
    {
        policy.Version = 1;
        return CompiledPolicy.Compile(policy);
    })]);

    [Fact]
    public void Super_deduction_at_25_percent()
    {
        // 3,000,000.00 + 200,000.00 = 3,200,000.00; extra 100 % of it; × 25 % = 800,000.00.
        var found = Judge("RD-SUPER", Figures(eligible: 300_000_000, amortisation: 20_000_000));
        Assert.Equal((EntitlementVerdict.Yes, 80_000_000L), (found.Verdict, found.Worth));
    }

    [Fact]
    public void Super_deduction_of_a_high_tech_firm_is_worth_15_percent()
    {
        // 3,000,000.01 × 100 % × 15 % = 450,000.0015, to the fen 450,000.00.
        var found = Judge("RD-SUPER", Figures(eligible: 300_000_001), Profile(highTech: true));
        Assert.Equal((EntitlementVerdict.Yes, 45_000_000L), (found.Verdict, found.Worth));
        // 3,000,000.04 × 15 % = 450,000.006, to the fen 450,000.01.
        Assert.Equal(45_000_001L, Judge("RD-SUPER", Figures(eligible: 300_000_004), Profile(highTech: true)).Worth);
    }

    [Fact]
    public void Chip_and_machine_tool_firms_have_120_percent_until_2027_and_not_both()
    {
        // 1,000,000.00 × 120 % × 25 % = 300,000.00.
        var profile = Profile(chip: true);
        Assert.Equal((EntitlementVerdict.Yes, 30_000_000L), Outcome(Judge("RD-SUPER-120", Figures(eligible: 100_000_000), profile)));
        Assert.Equal((EntitlementVerdict.No, 0L), Outcome(Judge("RD-SUPER", Figures(eligible: 100_000_000), profile)));
        // In 2028 announcement 44 has run out: the general 100 % again, 250,000.00.
        var later = All(Firm(Profile(chip: true), Figures(eligible: 100_000_000, year: 2028)), new DateOnly(2029, 3, 1)).Where(judgement => judgement.Context.Year == 2028).ToList();
        Assert.DoesNotContain(later, judgement => judgement.Compiled.Policy.PolicyCode == "RD-SUPER-120");
        Assert.Equal((EntitlementVerdict.Yes, 25_000_000L), Outcome(later.Single(judgement => judgement.Compiled.Policy.PolicyCode == "RD-SUPER")));
    }

    [Fact]
    public void High_tech_rate_saves_ten_points_of_the_income_before_reliefs()
    {
        // 8,000,000.00 × (25 % − 15 %) = 800,000.00.
        Assert.Equal((EntitlementVerdict.Yes, 80_000_000L), Outcome(Judge("HIGH-TECH-RATE", Figures(taxable: 800_000_000), Profile(highTech: true))));
        Assert.Equal(EntitlementVerdict.No, Judge("HIGH-TECH-RATE", Figures(taxable: 800_000_000)).Verdict);
        // A certificate that ends in the year does not reach its last day.
        Assert.Equal(EntitlementVerdict.No, Judge("HIGH-TECH-RATE", Figures(taxable: 800_000_000), Profile(highTech: true, until: new DateOnly(2025, 12, 30))).Verdict);
    }

    [Theory]
    // 4,000,000.00 are exempt: × 25 % = 1,000,000.00.
    [InlineData(400_000_000, false, 100_000_000)]
    // 5,000,000.00 exempt × 25 % = 1,250,000.00, and not a fen more.
    [InlineData(500_000_000, false, 125_000_000)]
    // 5,000,000.00 × 25 % + 3,000,000.00 × 12.5 % = 1,250,000.00 + 375,000.00 = 1,625,000.00.
    [InlineData(800_000_000, false, 162_500_000)]
    // High-tech: 5,000,000.00 × 15 % + 3,000,000.00 × (15 % − 12.5 %) = 750,000.00 + 75,000.00 = 825,000.00.
    [InlineData(800_000_000, true, 82_500_000)]
    public void Technology_transfer_income_is_exempt_up_to_five_million_and_halved_above(long income, bool highTech, long worth) =>
        Assert.Equal((EntitlementVerdict.Yes, worth), Outcome(Judge("TECH-TRANSFER", Figures(transfer: income, taxable: 900_000_000), Profile(highTech: highTech))));

    [Fact]
    public void Demo_policies()
    {
        // 31 masters and doctors, 30 at most: 30 × 12,000.00 = 360,000.00.
        Assert.Equal((EntitlementVerdict.Yes, 36_000_000L), Outcome(Judge("TALENT-HOUSING", Figures(talents: 31))));
        Assert.Equal((EntitlementVerdict.Yes, 30_000_000L), Outcome(Judge("DIGITAL-REWARD", Figures(), Profile(level: 4))));
        Assert.Equal((EntitlementVerdict.Yes, 10_000_000L), Outcome(Judge("DIGITAL-REWARD", Figures(), Profile(level: 3))));
        Assert.Equal(EntitlementVerdict.No, Judge("DIGITAL-REWARD", Figures(), Profile(level: 2)).Verdict);
        Assert.Equal(["firm.digital_level"], Judge("DIGITAL-REWARD", Figures(), Profile()).Missing);
        // 12,345,678.90 × 8 % = 987,654.312, down to the yuan 987,654.00; 100,000,000.00 × 8 % is above the cap of 3,000,000.00.
        Assert.Equal(98_765_400L, Judge("POOL-EQUIPMENT", Figures(equipment: 1_234_567_890, year: 2026), project: Project()).Worth);
        Assert.Equal(300_000_000L, Judge("POOL-EQUIPMENT", Figures(equipment: 10_000_000_000, year: 2026), project: Project()).Worth);
    }

    [Fact]
    public void A_firm_on_a_list_of_bad_credit_at_the_end_of_the_year_gets_no_city_money()
    {
        var firm = Firm(Profile(level: 4), Figures()) with { BadCredit = [new CreditListing { ListedOn = new DateOnly(2025, 12, 31) }] };
        Assert.Equal(EntitlementVerdict.No, All(firm, Today).Single(judgement => judgement.Compiled.Policy.PolicyCode == "DIGITAL-REWARD").Verdict);
        firm = firm with { BadCredit = [new CreditListing { ListedOn = new DateOnly(2025, 1, 1), LiftedOn = new DateOnly(2025, 12, 31) }] };
        Assert.Equal(EntitlementVerdict.Yes, All(firm, Today).Single(judgement => judgement.Compiled.Policy.PolicyCode == "DIGITAL-REWARD").Verdict);
    }

    [Fact]
    public void What_is_not_told_is_named_exactly()
    {
        var figures = Figures(eligible: 300_000_000);
        var open = new FirmYearRow { OrganisationCode = figures.OrganisationCode, Year = 2025, State = FiguresState.Confirmed, EligibleRdExpenseCnyFen = 300_000_000 };
        Assert.Equal(["year.eligible_rd_amortisation"], Judge("RD-SUPER", open).Missing);
        // Whether the high-tech rate holds is open, so is the rate of the deduction.
        var untold = new FirmRow { OrganisationCode = figures.OrganisationCode };
        var found = Judge("RD-SUPER", figures, untold);
        Assert.Equal(EntitlementVerdict.Unknown, found.Verdict);
        Assert.Equal(["firm.chip_or_machine_tool", "firm.high_tech", "firm.high_tech_from", "firm.high_tech_until"], found.Missing);
        // What was sent back counts as not told.
        Assert.Equal(EntitlementVerdict.Unknown, Judge("RD-SUPER", Figures(eligible: 300_000_000, state: FiguresState.Returned)).Verdict);
        Assert.True(Judge("RD-SUPER", Figures(eligible: 300_000_000, state: FiguresState.Declared)).Provisional);
    }

    internal static Judgement Judge(string policy, FirmYearRow figures, FirmRow? profile = null, ProjectFacts? project = null) =>
        All(Firm(profile ?? Profile(), figures, project), figures.Year == 2026 ? new DateOnly(2026, 12, 1) : Today)
            .Single(judgement => judgement.Compiled.Policy.PolicyCode == policy && judgement.Context.Year == figures.Year);

    internal static List<Judgement> All(FirmRecord firm, DateOnly today) => JudgeFirm.All(Book, firm, today);

    internal static FirmRecord Firm(FirmRow profile, FirmYearRow figures, ProjectFacts? project = null) =>
        new(PolicyFixture.Firm, "", profile, [figures], project is null ? [] : [project], []);

    internal static FirmRow Profile(bool highTech = false, bool chip = false, short level = 0, DateOnly? until = null) => new()
    {
        OrganisationCode = PolicyFixture.Firm, State = FiguresState.Confirmed, HighTech = highTech, HighTechFrom = highTech ? new DateOnly(2023, 11, 1) : null,
        HighTechUntil = highTech ? until ?? new DateOnly(2026, 10, 31) : null, IsChipOrMachineTool = chip, IsSme = true, DigitalLevel = level,
    };

    internal static FirmYearRow Figures(
        long eligible = 0, long amortisation = 0, long taxable = 0, long transfer = 0, int talents = 0, long equipment = 0, int year = 2025, FiguresState state = FiguresState.Confirmed) => new()
    {
        OrganisationCode = PolicyFixture.Firm, Year = year, State = state, EligibleRdExpenseCnyFen = eligible, EligibleRdAmortisationCnyFen = amortisation, TaxableIncomeCnyFen = taxable,
        TechTransferIncomeCnyFen = transfer, TalentsHired = talents, EquipmentInvestmentCnyFen = equipment,
    };

    private static ProjectFacts Project() => new()
    {
        ProjectId = Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), AdmittedAt = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), EquipmentLocalisationBp = 3500,
        TotalInvestmentCnyFen = 10_000_000_000,
    };

    private static (EntitlementVerdict, long) Outcome(Judgement judgement) => (judgement.Verdict, judgement.Worth);
}
