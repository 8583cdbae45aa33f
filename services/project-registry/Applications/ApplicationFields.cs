using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>The fields of an application that a firm fills in, and what even a draft must keep to.</summary>
internal static class ApplicationFields
{
    /// <summary>Files are commented on like a field, but are no part of the message.</summary>
    public const string Attachments = "attachments";

    /// <summary>Proto names, as an update mask gives them.</summary>
    public static readonly IReadOnlyList<string> OfFirm =
    [
        "project_name", "industry", "track", "total_investment_cny_fen", "rd_investment_cny_fen", "equipment_localisation_bp",
        "on_industrial_internet", "summary", "talent_needs", "technology_needs", "contact_name", "contact_phone", "district", "co_applicant_codes", "sections",
    ];

    /// <summary>Parts of the sections, which a mask or a comment may name alone.</summary>
    public static readonly IReadOnlyList<string> OfSections =
        ["sections.budget", "sections.kpis", "sections.land_needs", "sections.energy_needs", "sections.funding_needs"];

    private static readonly FieldMask.MergeOptions Replace = new() { ReplaceRepeatedFields = true, ReplacePrimitiveFields = true, ReplaceMessageFields = true };

    /// <summary>Whether an official may comment on it.</summary>
    public static bool MayComment(string field) => field == Attachments || OfFirm.Contains(field) || OfSections.Contains(field);

    /// <summary>The stored application with the masked fields taken from the request.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD where the mask names another field.</exception>
    public static Application Merge(Application stored, Application request, FieldMask? mask)
    {
        var paths = mask is { Paths.Count: > 0 } ? mask.Paths : [.. OfFirm];
        if (paths.FirstOrDefault(path => !OfFirm.Contains(path) && !OfSections.Contains(path)) is { } unknown)
        {
            throw ApplicationErrors.MaskUnknown(unknown).ToException();
        }

        var merged = stored.Clone();
        new FieldMask { Paths = { paths } }.Merge(request, merged, Replace);
        merged.ProjectName = merged.ProjectName.Trim();
        merged.Sections ??= new ApplicationSections();
        return merged;
    }

    /// <summary>What a draft must keep to: a name, codes of the catalogues, and figures that are some.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD, INDUSTRY_UNKNOWN, DISTRICT_UNKNOWN, FIGURE_INVALID.</exception>
    public static void CheckDraft(Application application, Catalogue catalogue)
    {
        if (string.IsNullOrWhiteSpace(application.ProjectName))
        {
            throw ApplicationErrors.NameMissing.ToException();
        }

        if (application.Industry.Length > 0 && catalogue.Industries.FindByCode(application.Industry) is null)
        {
            throw ApplicationErrors.IndustryUnknown(application.Industry).ToException();
        }

        if (application.Track.Length > 0 && catalogue.Tracks.FindByCode(application.Track) is null)
        {
            throw ApplicationErrors.TrackUnknown(application.Track).ToException();
        }

        if (application.District.Length > 0 && catalogue.Districts.FindByCode(application.District) is null)
        {
            throw ApplicationErrors.DistrictUnknown(application.District).ToException();
        }

        if (application.CoApplicantCodes.FirstOrDefault(code => !CreditCode.IsValid(code)) is { } wrong)
        {
            throw ApplicationErrors.CoApplicantCode(wrong).ToException();
        }

        CheckSections(application.Sections ?? new ApplicationSections(), FormCatalogue.Current);
    }

    private static void CheckSections(ApplicationSections sections, FormCatalogue form)
    {
        CheckCodes("budget", "category", sections.Budget.Select(line => line.Category), form.BudgetCategories);
        CheckCodes("kpis", "kpi", sections.Kpis.Select(target => target.Kpi), form.Kpis);
        CheckCodes("land_needs", "use", sections.LandNeeds.Select(need => need.Use), form.LandUses);
        CheckCodes("energy_needs", "carrier", sections.EnergyNeeds.Select(need => need.Carrier), form.EnergyCarriers);
        CheckCodes("funding_needs", "channel", sections.FundingNeeds.Select(need => need.Channel), form.FundingChannels);
        foreach (var (target, index) in sections.Kpis.Select((target, index) => (target, index)))
        {
            CheckFigure(form.FindKpi(target.Kpi)!, index, "baseline", target.Baseline);
            CheckFigure(form.FindKpi(target.Kpi)!, index, "target", target.Target);
        }
    }

    private static void CheckCodes(string list, string field, IEnumerable<string> codes, IReadOnlyList<FormCatalogue.Choice> choices)
    {
        foreach (var (code, index) in codes.Select((code, index) => (code, index)))
        {
            if (!choices.Any(choice => choice.Code == code))
            {
                throw ApplicationErrors.CodeUnknown($"application.sections.{list}[{index}].{field}", code).ToException();
            }
        }
    }

    /// <summary>A draft may leave a figure empty.</summary>
    private static void CheckFigure(FormCatalogue.Kpi kpi, int index, string field, string text)
    {
        if (text.Length > 0 && KpiFigure.Parse(text, kpi) is null)
        {
            throw ApplicationErrors.FigureInvalid($"application.sections.kpis[{index}].{field}", kpi, text).ToException();
        }
    }
}
