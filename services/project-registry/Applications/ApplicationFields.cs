using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Catalogues;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>The fields of an application that a firm fills in, and the rules that go beyond the proto's.</summary>
internal static class ApplicationFields
{
    /// <summary>Proto names, as an update mask gives them.</summary>
    public static readonly IReadOnlyList<string> OfFirm =
    [
        "project_name", "industry", "track", "total_investment_cny_fen", "rd_investment_cny_fen", "equipment_localisation_bp",
        "on_industrial_internet", "summary", "talent_needs", "technology_needs", "contact_name", "contact_phone", "district", "co_applicant_codes",
    ];

    private static readonly FieldMask.MergeOptions Replace = new() { ReplaceRepeatedFields = true, ReplacePrimitiveFields = true, ReplaceMessageFields = true };

    /// <summary>The stored application with the masked fields taken from the request.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD where the mask names another field.</exception>
    public static Application Merge(Application stored, Application request, FieldMask? mask)
    {
        var paths = mask is { Paths.Count: > 0 } ? mask.Paths : [.. OfFirm];
        if (paths.FirstOrDefault(path => !OfFirm.Contains(path)) is { } unknown)
        {
            throw ApplicationErrors.MaskUnknown(unknown).ToException();
        }

        var merged = stored.Clone();
        new FieldMask { Paths = { paths } }.Merge(request, merged, Replace);
        return merged;
    }

    /// <summary>What a draft must keep to.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD, INDUSTRY_UNKNOWN.</exception>
    public static void CheckDraft(Application application, Catalogue catalogue)
    {
        if (string.IsNullOrWhiteSpace(application.ProjectName))
        {
            throw ApplicationErrors.Missing(["project_name"]).ToException();
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
    }

    /// <summary>What must be filled in before officials see it.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public static void CheckComplete(ApplicationRow application)
    {
        List<string> missing = [];
        if (application.Industry.Length == 0)
        {
            missing.Add("industry");
        }

        if (application.Summary.Length == 0)
        {
            missing.Add("summary");
        }

        if (missing.Count > 0)
        {
            throw ApplicationErrors.Missing(missing).ToException();
        }
    }
}
