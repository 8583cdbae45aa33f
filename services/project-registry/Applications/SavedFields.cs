using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Writes what a firm fills in.</summary>
internal static class SavedFields
{
    /// <summary>Into the application itself: a draft that is saved, or a correction that is submitted.</summary>
    /// <exception cref="FailedException">ALREADY_EXISTS where the firm has another application of that name in the batch.</exception>
    public static async Task SaveAsync(Change change, Guid id, Application application)
    {
        const string sql = """
            update application set project_name = @ProjectName, industry = @Industry, track = @Track,
                total_investment_cny_fen = @TotalInvestmentCnyFen, rd_investment_cny_fen = @RdInvestmentCnyFen,
                equipment_localisation_bp = @EquipmentLocalisationBp, on_industrial_internet = @OnIndustrialInternet, summary = @Summary,
                talent_need_titles = @titles, talent_need_headcounts = @headcounts, technology_needs = @technologyNeeds,
                contact_name = @ContactName, contact_phone = @ContactPhone, district = @District, co_applicant_codes = @coApplicantCodes,
                sections = @sections::jsonb,
                version = version + 1
            where application_id = @id
            """;
        try
        {
            await change.ExecuteAsync(sql, new
            {
                id,
                application.ProjectName,
                application.Industry,
                application.Track,
                application.TotalInvestmentCnyFen,
                application.RdInvestmentCnyFen,
                application.EquipmentLocalisationBp,
                application.OnIndustrialInternet,
                application.Summary,
                titles = application.TalentNeeds.Select(need => need.Title).ToArray(),
                headcounts = application.TalentNeeds.Select(need => need.Headcount).ToArray(),
                technologyNeeds = application.TechnologyNeeds.ToArray(),
                application.ContactName,
                application.ContactPhone,
                application.District,
                coApplicantCodes = application.CoApplicantCodes.ToArray(),
                sections = ProtoJson.Of(application.Sections ?? new ApplicationSections()),
            });
        }
        catch (PostgresException exception) when (exception.Violates("application_name_once"))
        {
            throw ApplicationErrors.NameTaken.ToException();
        }
    }

    /// <summary>Beside a returned application, which officials go on seeing as it was submitted.</summary>
    public static Task SaveCorrectionAsync(Change change, Guid id, Application application)
    {
        const string sql = "update application set correction = @correction::jsonb, version = version + 1 where application_id = @id";
        return change.ExecuteAsync(sql, new { id, correction = ProtoJson.Of(application) });
    }
}
