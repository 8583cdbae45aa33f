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

    public bool Complete => ProjectName.Trim().Length > 1 && Industry.Length > 0;

    public static ApplicationDraft Of(Application application) => new()
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
        };
        application.TalentNeeds.AddRange(Lines(TalentNeeds).Select(ToNeed));
        application.TechnologyNeeds.AddRange(Lines(TechnologyNeeds));
        return application;
    }

    private static TalentNeedLine ToNeed(string line)
    {
        var parts = line.Split([':', '：'], 2);
        var counted = parts.Length == 2 && int.TryParse(parts[1].Trim(), CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;
        return new TalentNeedLine { Title = parts[0].Trim(), Headcount = counted };
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
