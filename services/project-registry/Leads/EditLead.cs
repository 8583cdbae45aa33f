using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

/// <summary>An official writes a lead down or changes what is written.</summary>
internal static class EditLead
{
    private const string InsertSql = """
        insert into lead (lead_id, firm_name, origin, industry, source, source_detail, planned_investment_cny_fen, description, next_step, next_step_day,
            park_id, project_id, application_id, contact_name, contact_phone, responsible, stage_at, created_at)
        values (@id, @firm, @origin, @industry, @source, @detail, @PlannedInvestmentCnyFen, @description, @step, @day, @park, @project, @application,
            @name, @phone, @Subject, @Now, @Now)
        """;

    private const string UpdateSql = """
        update lead set firm_name = @firm, origin = @origin, industry = @industry, source = @source, source_detail = @detail,
            planned_investment_cny_fen = @PlannedInvestmentCnyFen, description = @description, next_step = @step, next_step_day = @day,
            park_id = @park, project_id = @project, application_id = @application,
            contact_name = coalesce(@name, contact_name), contact_phone = coalesce(@phone, contact_phone), version = version + 1
        where lead_id = @id
        """;

    public static Task<RelocationLead> CreateAsync(Store store, Catalogue catalogue, ServerCallContext call, CreateLeadRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = change.NewId();
            await WriteAsync(change, catalogue, InsertSql, id, request.Fields, request.Contact ?? new LeadContact());
            change.Audit("lead.create", "lead", id.ToString());
            return await LeadRow.ShowAsync(change, id);
        });

    public static Task<RelocationLead> UpdateAsync(Store store, Catalogue catalogue, ServerCallContext call, UpdateLeadRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var stored = await LeadRow.LockAsync(change, request.LeadId, request.Etag);
            if (stored.Stage == LeadStage.Landed)
            {
                throw LeadErrors.Landed.ToException();
            }

            await WriteAsync(change, catalogue, UpdateSql, stored.LeadId, request.Fields, request.Contact);
            change.Audit("lead.update", "lead", request.LeadId, new { contact = request.Contact is not null });
            return await LeadRow.ShowAsync(change, stored.LeadId);
        });

    private static async Task WriteAsync(Change change, Catalogue catalogue, string sql, Guid id, LeadFields fields, LeadContact? contact)
    {
        var industry = catalogue.Industries.Find(fields.Industry)?.Code ?? throw LeadErrors.IndustryUnknown(fields.Industry).ToException();
        var (park, project, application) = await LinksAsync(change, fields);
        await change.ExecuteAsync(sql, new
        {
            id, firm = fields.FirmName.Trim(), origin = (short)fields.Origin, industry, source = (short)fields.Source, detail = fields.SourceDetail.Trim(),
            fields.PlannedInvestmentCnyFen, description = fields.Description.Trim(), step = fields.NextStep.Trim(),
            day = DayFields.Optional(fields.NextStepDay, "fields.next_step_day"), park, project, application,
            name = contact?.Name.Trim(), phone = contact?.Phone.Trim(), change.Caller.Subject, change.Now,
        });
    }

    private static async Task<(Guid? Park, Guid? Project, Guid? Application)> LinksAsync(Change change, LeadFields fields)
    {
        const string sql = """
            select @park::uuid is null or exists (select from park where park_id = @park),
                @project::uuid is null or exists (select from project where project_id = @project),
                @application::uuid is null or exists (select from application where application_id = @application and submitted_at is not null)
            """;
        var park = Ids.Optional(fields.ParkId, "fields.park_id");
        var project = Ids.Optional(fields.ProjectId, "fields.project_id");
        var application = Ids.Optional(fields.ApplicationId, "fields.application_id");
        var (hasPark, hasProject, hasApplication) = await change.QuerySingleOrDefaultAsync<(bool, bool, bool)>(sql, new { park, project, application });
        return !hasPark ? throw LeadErrors.ParkNotFound.ToException()
            : !hasProject ? throw LeadErrors.ProjectNotFound.ToException()
            : !hasApplication ? throw LeadErrors.ApplicationNotFound.ToException()
            : (park, project, application);
    }
}
