using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Tests.Applications;

/// <summary>Drafts as a firm fills them in.</summary>
internal static class Drafts
{
    /// <summary>Everything that a submission needs: 1,000 万元, a budget of two lines that adds up, and one KPI.</summary>
    public static Application Complete(string name) => new()
    {
        ProjectName = name,
        OrganisationName = "珩舟",
        Industry = "auto-parts",
        Track = "smart-ev",
        District = "130302",
        Summary = "建设数字化车间",
        TotalInvestmentCnyFen = 1_000_000_000,
        RdInvestmentCnyFen = 200_000_000,
        ContactName = "韩工",
        ContactPhone = "0335-0000013",
        TalentNeeds = { new TalentNeedLine { Title = "工程师", Headcount = 3 } },
        Sections = new ApplicationSections
        {
            Budget =
            {
                new BudgetLine { Category = "equipment", Source = FundingSource.Own, AmountCnyFen = 800_000_000 },
                new BudgetLine { Category = "rd-staff", Source = FundingSource.Loan, AmountCnyFen = 200_000_000 },
            },
            Kpis = { new KpiTarget { Kpi = "output", Baseline = "5000", Target = "8000.5", Year = 2028 } },
        },
    };

    public static CreateApplicationRequest In(string batchId, Application application) => new() { BatchId = batchId, Application = application };

    /// <summary>A complete draft of the first firm.</summary>
    public static Task<Application> CreateAsync(RegistryFixture registry, string batchId, string name = "数字化车间", Action<Application>? with = null)
    {
        var application = Complete(name);
        with?.Invoke(application);
        return registry.Firm(RegistryFixture.FirstFirm).CreateApplicationAsync(In(batchId, application)).ResponseAsync;
    }

    public static Task<Application> UpdateAsync(RegistryFixture registry, Application application) =>
        registry.Firm(RegistryFixture.FirstFirm).UpdateApplicationAsync(new UpdateApplicationRequest { Application = application }).ResponseAsync;

    public static ApplicationStepRequest Step(Application application) => new() { ApplicationId = application.ApplicationId, Etag = application.Etag };

    public static Task<Application> SubmitAsync(RegistryFixture registry, Application application) =>
        registry.Firm(RegistryFixture.FirstFirm).SubmitApplicationAsync(Step(application)).ResponseAsync;
}
