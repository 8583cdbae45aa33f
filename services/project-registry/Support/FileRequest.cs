using System.Text.Json;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>A firm files a request: checked against its kind's form, routed, its clocks started, and a need asked for where the kind says so.</summary>
internal static class FileRequest
{
    public static Task<SupportRequest> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, FileSupportRequestRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var kind = await KindRow.CurrentAsync(change.Connection, request.KindCode, change.Cancellation);
            if (kind is not { Active: true })
            {
                throw SupportErrors.KindUnknown.ToException();
            }

            if (request.Industry.Length > 0 && catalogue.Industries.FindByCode(request.Industry) is null)
            {
                throw SupportErrors.IndustryUnknown.ToException();
            }

            if (request.District.Length > 0 && catalogue.Districts.All.Count > 0 && catalogue.Districts.FindByCode(request.District) is null)
            {
                throw SupportErrors.DistrictUnknown.ToException();
            }

            var values = FormRules.Check(kind.FieldList, request.Values);
            var firm = await FirmAsync(change, Ids.Optional(request.ProjectId, "project_id"));
            var departments = await Departments.ReadAsync(change.Connection, change.Cancellation);
            var row = Row(change, request, kind, values, firm);
            row = row with { DepartmentCode = Routing.DepartmentFor(kind, row.District, row.Industry, departments) };
            await InsertAsync(change, row, kind.Version);
            await SupportChange.RecordAsync(change, row, "file", "");
            SupportEvents.Ask(change, row);
            SupportNotices.Filed(change, row, departments);
            change.Audit("support-request.file", "support_request", row.SupportRequestId.ToString(), new { row.KindCode, row.DepartmentCode });
            return await ReadRequests.AnswerAsync(change, call, row.SupportRequestId);
        });

    private static SupportRow Row(Change change, FileSupportRequestRequest request, KindRow kind, Dictionary<string, string> values, FirmRow firm)
    {
        var priority = Routing.PriorityFor(firm.ProjectId);
        var (firstAnswer, solution) = kind.LevelOf(priority);
        return new SupportRow
        {
            SupportRequestId = change.NewId(),
            OrganisationCode = change.Caller.OrganisationCode,
            OrganisationName = firm.Name.Length > 0 ? firm.Name : change.Caller.OrganisationCode,
            KindCode = kind.KindCode,
            KindZh = kind.NameZh,
            KindEn = kind.NameEn,
            Opens = kind.Opens,
            ProjectId = firm.ProjectId,
            District = request.District.Length > 0 ? request.District : firm.District,
            Industry = request.Industry.Length > 0 ? request.Industry : firm.Industry,
            Title = request.Title.Trim(),
            Description = request.Description.Trim(),
            FormValues = JsonSerializer.Serialize(values),
            Priority = priority,
            State = SupportState.Filed,
            FirstAnswerLimit = firstAnswer,
            SolutionLimit = solution,
            FiledAt = change.Now,
            Runs = WorkingClock.After([], running: true, round: 1, CityDays.Of(change.Now)),
        };
    }

    /// <summary>What the registry knows of the firm and of the pool project that it names.</summary>
    private static async Task<FirmRow> FirmAsync(Change change, Guid? project)
    {
        const string sql = """
            select coalesce(o.name, '') as name, coalesce(f.registered_in, '') as district, coalesce(p.industry, nullif(f.industry, ''), '') as industry, p.project_id
            from (select @OrganisationCode as code) c
            left join organisation o on o.organisation_code = c.code
            left join firm f on f.organisation_code = c.code
            left join project p on p.organisation_code = c.code and p.project_id = @project and p.state = 1
            """;
        var firm = await change.QuerySingleOrDefaultAsync<FirmRow>(sql, new { change.Caller.OrganisationCode, project });
        return project is null || firm!.ProjectId is not null ? firm! : throw SupportErrors.ProjectNotFound.ToException();
    }

    private static async Task InsertAsync(Change change, SupportRow row, int kindVersion)
    {
        const string sql = """
            insert into support_request (support_request_id, organisation_code, organisation_name, kind_code, kind_version, project_id, district, industry, title,
                description, form_values, priority, department_code, state, first_answer_limit, solution_limit, filed_at, first_answer_overdue_on, solution_overdue_on)
            values (@SupportRequestId, @OrganisationCode, @OrganisationName, @KindCode, @kindVersion, @ProjectId, @District, @Industry, @Title,
                @Description, @FormValues::jsonb, @priority, @DepartmentCode, 1, @FirstAnswerLimit, @SolutionLimit, @FiledAt, @answerOverdue, @solutionOverdue)
            """;
        var (answerOverdue, solutionOverdue) = SupportChange.OverdueDays(row, await WorkingDays.ReadAsync(change.Connection, change.Cancellation));
        await change.ExecuteAsync(sql, new
        {
            row.SupportRequestId, row.OrganisationCode, row.OrganisationName, row.KindCode, kindVersion, row.ProjectId, row.District, row.Industry, row.Title,
            row.Description, row.FormValues, priority = (short)row.Priority, row.DepartmentCode, row.FirstAnswerLimit, row.SolutionLimit, row.FiledAt,
            answerOverdue, solutionOverdue,
        });
        await SupportChange.StoreRunsAsync(change, row);
    }

    private sealed class FirmRow
    {
        public string Name { get; init; } = "";

        public string District { get; init; } = "";

        public string Industry { get; init; } = "";

        public Guid? ProjectId { get; init; }
    }
}
