using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>Changes a draft; an empty mask means all fields that a firm may change.</summary>
internal static class UpdateApplication
{
    public static Task<Application> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, UpdateApplicationRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            if (!Guid.TryParse(request.Application.ApplicationId, out _))
            {
                throw ApplicationErrors.NotFound.ToException();
            }

            var (_, stored) = await ApplicationRow.LockSeenAsync(change, Sight.AsFirm(change.Caller), request.Application.ApplicationId, request.Application.Etag);
            if (stored.State != ApplicationState.Draft)
            {
                throw ApplicationErrors.WrongState(stored.State).ToException();
            }

            await SubmissionDeadline.CheckAsync(change, stored.BatchId);
            var merged = ApplicationFields.Merge(stored.ToMessage(masked: false), request.Application, request.UpdateMask);
            ApplicationFields.CheckDraft(merged, catalogue);
            await UpdateAsync(change, stored.ApplicationId, merged);
            change.Audit("application.update", "application", stored.ApplicationId.ToString());
            return (await ApplicationRow.ReadAsync(change, stored.ApplicationId)).ToMessage(masked: false);
        });

    private static async Task UpdateAsync(Change change, Guid id, Application application)
    {
        const string sql = """
            update application set project_name = @ProjectName, industry = @Industry, track = @Track,
                total_investment_cny_fen = @TotalInvestmentCnyFen, rd_investment_cny_fen = @RdInvestmentCnyFen,
                equipment_localisation_bp = @EquipmentLocalisationBp, on_industrial_internet = @OnIndustrialInternet, summary = @Summary,
                talent_need_titles = @titles, talent_need_headcounts = @headcounts, technology_needs = @technologyNeeds,
                contact_name = @ContactName, contact_phone = @ContactPhone, district = @District, co_applicant_codes = @coApplicantCodes, version = version + 1
            where application_id = @id
            """;
        try
        {
            await change.ExecuteAsync(sql, new
            {
                id,
                ProjectName = application.ProjectName.Trim(),
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
            });
        }
        catch (PostgresException exception) when (exception.Violates("application_name_once"))
        {
            throw ApplicationErrors.NameTaken.ToException();
        }
    }
}
