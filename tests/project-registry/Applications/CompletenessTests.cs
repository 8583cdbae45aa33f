using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Applications;

public sealed class CompletenessTests
{
    private static readonly Catalogue City = Catalogue.Read(Path.Combine(AppContext.BaseDirectory, "Catalogues", "city.json"));

    public static TheoryData<string, Action<Application>, string, bool> Gaps => new()
    {
        { "summary", a => a.Summary = "", "简介", false },
        { "industry", a => a.Industry = "", "产业", false },
        { "district", a => a.District = "", "县区", false },
        { "contact_name", a => a.ContactName = "", "联系人", false },
        { "contact_phone", a => a.ContactPhone = "", "电话", false },
        { "sections.budget", a => a.Sections.Budget.Clear(), "预算", false },
        { "sections.kpis", a => a.Sections.Kpis.Clear(), "指标", false },
        { "sections.kpis", a => a.Sections.Kpis[0].Target = "", "年产值", false },
        { "sections.kpis", a => a.Sections.Kpis[0].Year = 2025, "2026", true },
        { "sections.kpis", a => a.Sections.Kpis[0].Target = "5000.00", "相同", true },
        { "sections.kpis", a => a.Sections.Kpis.Add(a.Sections.Kpis[0].Clone()), "两次", true },
        { "sections.budget", a => a.Sections.Budget[0].AmountCnyFen += 1, "1,000.000001 万元", true },
        { "sections.budget", a => { a.Sections.Budget[0].AmountCnyFen -= 10; a.Sections.Budget.Add(new BudgetLine { Category = "equipment", Source = FundingSource.Own, AmountCnyFen = 10 }); }, "合并", true },
        { "rd_investment_cny_fen", a => a.RdInvestmentCnyFen = 1_000_000_001, "不能大于", true },
        { "rd_investment_cny_fen", a => a.RdInvestmentCnyFen = 199_999_999, "研发费用", true },
        { "sections.land_needs", a => a.Sections.LandNeeds.Add(new LandNeed { Use = "industrial" }), "面积", false },
        { "sections.energy_needs", a => a.Sections.EnergyNeeds.Add(new EnergyNeed { Carrier = "electricity" }), "用量", false },
        { "sections.funding_needs", a => a.Sections.FundingNeeds.Add(new FundingNeed { Channel = "loan" }), "金额", false },
    };

    [Fact]
    public void A_complete_form_has_no_gap() => Assert.Empty(Completeness.Check(Drafts.Complete("完整"), City, 2026));

    [Theory]
    [MemberData(nameof(Gaps), DisableDiscoveryEnumeration = true)]
    public void Each_gap_names_its_field_and_what_to_do(string field, Action<Application> spoil, string says, bool contradiction)
    {
        var application = Drafts.Complete("有缺");
        spoil(application);
        var gap = Assert.Single(Completeness.Check(application, City, 2026));
        Assert.Equal((field, contradiction), (gap.Field, gap.Contradiction));
        Assert.Contains(says, gap.Chinese, StringComparison.Ordinal);
        Assert.NotEmpty(gap.English);
    }

    [Fact]
    public void A_row_of_a_file_needs_only_what_files_have_but_must_not_contradict_itself()
    {
        var row = new Application { ProjectName = "导入", Industry = "auto-parts", Summary = "简介", FromFile = true };
        Assert.Empty(Completeness.Check(row, City, 2026));
        row.RdInvestmentCnyFen = 1;
        Assert.Equal("rd_investment_cny_fen", Assert.Single(Completeness.Check(row, City, 2026)).Field);
        row.FromFile = false;
        Assert.True(Completeness.Check(row, City, 2026).Count > 5);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12.5")]
    [InlineData("100000000")]
    public void A_plain_number_in_bounds_is_a_figure(string text) => Assert.NotNull(KpiFigure.Parse(text, FormCatalogue.Current.FindKpi("output")!));

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("∞")]
    [InlineData("1e6")]
    [InlineData("1,000")]
    [InlineData("１２")]
    [InlineData("٣")]
    [InlineData("0x10")]
    [InlineData("12\n")]
    [InlineData(" 12")]
    [InlineData("1.234")]
    [InlineData("-1")]
    [InlineData("100000000.01")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.Null(KpiFigure.Parse(text, FormCatalogue.Current.FindKpi("output")!));
}
