using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Starts a draft of the caller's firm in an open batch.</summary>
internal static class CreateApplication
{
    public static Task<Application> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateApplicationRequest request)
    {
        ApplicationFields.CheckDraft(request.Application, catalogue);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batchId = Guid.Parse(request.BatchId);
            await OpenBatchAsync(change, batchId);
            var id = change.NewId();
            await InsertAsync(change, id, batchId, request.Application, await OrganisationNameAsync(change, request.Application));
            change.Audit("application.create", "application", id.ToString());
            return (await ApplicationRow.ReadAsync(change, id)).ToMessage(masked: false);
        });
    }

    /// <summary>Keeps the batch open until the commit.</summary>
    private static async Task OpenBatchAsync(Change change, Guid batchId)
    {
        var state = await change.QuerySingleOrDefaultAsync<short?>("select state from batch where batch_id = @batchId for share", new { batchId })
            ?? throw BatchErrors.NotFound.ToException();
        if ((BatchState)state != BatchState.Open)
        {
            throw ApplicationErrors.BatchNotOpen.ToException();
        }

        await SubmissionDeadline.CheckAsync(change, batchId);
    }

    /// <summary>As registered; as given where the registration has not arrived yet.</summary>
    private static async Task<string> OrganisationNameAsync(Change change, Application application)
    {
        var registered = await change.QuerySingleOrDefaultAsync<string>(
            "select name from organisation where organisation_code = @OrganisationCode", new { change.Caller.OrganisationCode });
        return registered ?? (application.OrganisationName.Trim() is { Length: > 0 } given && CreditCode.IsValid(change.Caller.OrganisationCode)
            ? given
            : throw ApplicationErrors.NoOrganisation.ToException());
    }

    private static async Task InsertAsync(Change change, Guid id, Guid batchId, Application application, string organisationName)
    {
        const string sql = """
            insert into application (application_id, batch_id, project_name, organisation_code, organisation_name, industry, track,
                total_investment_cny_fen, rd_investment_cny_fen, equipment_localisation_bp, on_industrial_internet, summary,
                talent_need_titles, talent_need_headcounts, technology_needs, contact_name, contact_phone, state, created_at, district, co_applicant_codes, sections)
            values (@id, @batchId, @ProjectName, @OrganisationCode, @organisationName, @Industry, @Track,
                @TotalInvestmentCnyFen, @RdInvestmentCnyFen, @EquipmentLocalisationBp, @OnIndustrialInternet, @Summary,
                @titles, @headcounts, @technologyNeeds, @ContactName, @ContactPhone, @state, @Now, @District, @coApplicantCodes, @sections::jsonb)
            """;
        try
        {
            await change.ExecuteAsync(sql, new
            {
                id,
                batchId,
                ProjectName = application.ProjectName.Trim(),
                change.Caller.OrganisationCode,
                organisationName,
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
                sections = ProtoJson.Of(application.Sections ?? new ApplicationSections()),
                state = (short)ApplicationState.Draft,
                change.Now,
                coApplicantCodes = application.CoApplicantCodes.ToArray(),
            });
        }
        catch (PostgresException exception) when (exception.Violates("application_name_once"))
        {
            throw ApplicationErrors.NameTaken.ToException();
        }
    }
}
