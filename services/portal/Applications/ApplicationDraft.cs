using System.Globalization;
using Platform.Portal.Texts;
using Platform.Registry.V1;

namespace Platform.Portal.Applications;

/// <summary>What the form holds: money in 万元, percent with two decimals, needs as lines.</summary>
public sealed class ApplicationDraft
{
    public string ProjectName { get; set; } = "";
    public string Industry { get; set; } = "";
    public string Track { get; set; } = "";
    public decimal Investment { get; set; }
    public decimal RdInvestment { get; set; }
    public decimal Localisation { get; set; }
    public bool OnIndustrialInternet { get; set; }
    public string Summary { get; set; } = "";
    /// <summary>One need a line, as 岗位名称:人数.</summary>
    public string TalentNeeds { get; set; } = "";
    /// <summary>One need a line.</summary>
    public string TechnologyNeeds { get; set; } = "";
    public string ContactName { get; set; } = "";
    public string ContactPhone { get; set; } = "";
    public string District { get; set; } = "";
    /// <summary>One credit code a line.</summary>
    public string CoApplicants { get; set; } = "";
    public List<BudgetRow> Budget { get; } = [];
    public List<KpiRow> Kpis { get; } = [];
    public List<NeedRow> Land { get; } = [];
    public List<NeedRow> Energy { get; } = [];
    public List<NeedRow> Funding { get; } = [];

    public bool Complete => ProjectName.Trim().Length > 1 && Industry.Length > 0;

    public static ApplicationDraft Of(Application application)
    {
        var draft = Head(application);
        var sections = application.Sections ?? new ApplicationSections();
        draft.Budget.AddRange(sections.Budget.Select(BudgetRow.Of));
        draft.Kpis.AddRange(sections.Kpis.Select(KpiRow.Of));
        draft.Land.AddRange(sections.LandNeeds.Select(need => new NeedRow { Code = need.Use, Amount = need.AreaM2, Note = need.Note }));
        draft.Energy.AddRange(sections.EnergyNeeds.Select(need => new NeedRow { Code = need.Carrier, Amount = need.AnnualAmount, Note = need.Note }));
        draft.Funding.AddRange(sections.FundingNeeds.Select(need => new NeedRow { Code = need.Channel, Amount = Show.ToTenThousand(need.AmountCnyFen), Note = need.Note }));
        return draft;
    }

    private static ApplicationDraft Head(Application application) => new()
    {
        ProjectName = application.ProjectName,
        Industry = application.Industry,
        Track = application.Track,
        Investment = Show.ToTenThousand(application.TotalInvestmentCnyFen),
        RdInvestment = Show.ToTenThousand(application.RdInvestmentCnyFen),
        Localisation = application.EquipmentLocalisationBp / 100m,
        OnIndustrialInternet = application.OnIndustrialInternet,
        Summary = application.Summary,
        TalentNeeds = string.Join('\n', application.TalentNeeds.Select(need => $"{need.Title}:{need.Headcount.ToString(CultureInfo.InvariantCulture)}")),
        TechnologyNeeds = string.Join('\n', application.TechnologyNeeds),
        ContactName = application.ContactName,
        ContactPhone = application.ContactPhone,
        District = application.District,
        CoApplicants = string.Join('\n', application.CoApplicantCodes),
    };

    public Application ToApplication(string applicationId = "", string etag = "")
    {
        var application = new Application
        {
            ApplicationId = applicationId,
            Etag = etag,
            ProjectName = ProjectName.Trim(),
            Industry = Industry,
            Track = Track,
            TotalInvestmentCnyFen = Show.ToFen(Investment),
            RdInvestmentCnyFen = Show.ToFen(RdInvestment),
            EquipmentLocalisationBp = (int)decimal.Round(Localisation * 100),
            OnIndustrialInternet = OnIndustrialInternet,
            Summary = Summary.Trim(),
            ContactName = ContactName.Trim(),
            ContactPhone = ContactPhone.Trim(),
            District = District,
            Sections = Sections(),
        };
        application.TalentNeeds.AddRange(Lines(TalentNeeds).Select(ToNeed));
        application.TechnologyNeeds.AddRange(Lines(TechnologyNeeds));
        application.CoApplicantCodes.AddRange(Lines(CoApplicants));
        return application;
    }

    /// <summary>Rows where nothing was chosen yet are left out.</summary>
    private ApplicationSections Sections() => new()
    {
        Budget = { Budget.Where(row => row.Category.Length > 0).Select(row => row.ToLine()) },
        Kpis = { Kpis.Where(row => row.Kpi.Length > 0).Select(row => row.ToTarget()) },
        LandNeeds = { Land.Where(row => row.Code.Length > 0).Select(row => new LandNeed { Use = row.Code, AreaM2 = row.Whole, Note = row.Note.Trim() }) },
        EnergyNeeds = { Energy.Where(row => row.Code.Length > 0).Select(row => new EnergyNeed { Carrier = row.Code, AnnualAmount = row.Whole, Note = row.Note.Trim() }) },
        FundingNeeds = { Funding.Where(row => row.Code.Length > 0).Select(row => new FundingNeed { Channel = row.Code, AmountCnyFen = Show.ToFen(row.Amount), Note = row.Note.Trim() }) },
    };

    private static TalentNeedLine ToNeed(string line)
    {
        var parts = line.Split([':', '：'], 2);
        var counted = parts.Length == 2 && int.TryParse(parts[1].Trim(), CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;
        return new TalentNeedLine { Title = parts[0].Trim(), Headcount = counted };
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
