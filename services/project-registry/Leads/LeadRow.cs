using Dapper;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Chassis.Privacy;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

/// <summary>A stored lead.</summary>
internal sealed class LeadRow
{
    public const string Select = """
        select l.lead_id, l.firm_name, l.origin, l.industry, l.source, l.source_detail, l.planned_investment_cny_fen, l.description, l.next_step,
            l.next_step_day, l.park_id, l.project_id, l.application_id, l.contact_name, l.contact_phone, l.responsible, l.stage, l.stage_at,
            l.created_at, l.version, coalesce(k.name_zh, '') as park_name_zh, coalesce(k.name_en, '') as park_name_en, coalesce(p.name, '') as project_name
        from lead l left join park k using (park_id) left join project p on p.project_id = l.project_id
        """;

    public Guid LeadId { get; init; }

    public string FirmName { get; init; } = "";

    public LeadOrigin Origin { get; init; }

    public string Industry { get; init; } = "";

    public LeadSource Source { get; init; }

    public string SourceDetail { get; init; } = "";

    public long PlannedInvestmentCnyFen { get; init; }

    public string Description { get; init; } = "";

    public string NextStep { get; init; } = "";

    public DateOnly? NextStepDay { get; init; }

    public Guid? ParkId { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? ApplicationId { get; init; }

    public string ContactName { get; init; } = "";

    public string ContactPhone { get; init; } = "";

    public string Responsible { get; init; } = "";

    public LeadStage Stage { get; init; }

    public DateTimeOffset StageAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public long Version { get; init; }

    public string ParkNameZh { get; init; } = "";

    public string ParkNameEn { get; init; } = "";

    public string ProjectName { get; init; } = "";

    /// <summary>Locked, and read by a second statement: the first one's snapshot may be older than the change it waited for.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<LeadRow> LockAsync(Change change, string leadId, string etag)
    {
        var id = Guid.Parse(leadId);
        await change.ExecuteAsync("select 1 from lead where lead_id = @id for update", new { id });
        var row = await change.QuerySingleOrDefaultAsync<LeadRow>($"{Select} where l.lead_id = @id", new { id }) ?? throw LeadErrors.NotFound.ToException();
        Etag.Check(etag, row.Version);
        return row;
    }

    /// <summary>With its moves, as the change sees it.</summary>
    public static Task<RelocationLead> ShowAsync(Change change, Guid id) =>
        ShowAsync(change.Connection, change.Transaction, id, change.Caller, CityDays.Of(change.Now), change.Cancellation);

    /// <summary>With its moves.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<RelocationLead> ShowAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, Caller caller, DateOnly today, CancellationToken cancellation)
    {
        const string movesSql = "select from_stage, to_stage, reason, moved_at from lead_move where lead_id = @id order by number limit 1000";
        var row = await connection.QuerySingleOrDefaultAsync<LeadRow>(
            new CommandDefinition($"{Select} where l.lead_id = @id", new { id }, transaction, cancellationToken: cancellation)) ?? throw LeadErrors.NotFound.ToException();
        var moves = await connection.QueryAsync<(short From, short To, string Reason, DateTime At)>(
            new CommandDefinition(movesSql, new { id }, transaction, cancellationToken: cancellation));
        var message = row.ToMessage(caller, today);
        message.Moves.AddRange(moves.Select(move => new LeadMove
        {
            From = (LeadStage)move.From, To = (LeadStage)move.To, Reason = move.Reason, MoveTime = Timestamp.FromDateTime(move.At),
        }));
        return message;
    }

    public RelocationLead ToMessage(Caller caller, DateOnly today) => new()
    {
        LeadId = LeadId.ToString(),
        Fields = new LeadFields
        {
            FirmName = FirmName,
            Origin = Origin,
            Industry = Industry,
            Source = Source,
            SourceDetail = SourceDetail,
            PlannedInvestmentCnyFen = PlannedInvestmentCnyFen,
            Description = Description,
            NextStep = NextStep,
            NextStepDay = NextStepDay is { } day ? CityDays.Text(day) : "",
            ParkId = ParkId?.ToString() ?? "",
            ProjectId = ProjectId?.ToString() ?? "",
            ApplicationId = ApplicationId?.ToString() ?? "",
        },
        Stage = Stage,
        Contact = new LeadContact { Name = Masking.Name(ContactName), Phone = Masking.Phone(ContactPhone) },
        Responsible = Responsible,
        ResponsibleIsCaller = Responsible == caller.Subject,
        NextStepDue = LeadStages.IsOpen(Stage) && NextStepDay <= today,
        CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
        StageTime = Timestamp.FromDateTimeOffset(StageAt),
        ParkNameZh = ParkNameZh,
        ParkNameEn = ParkNameEn,
        ProjectName = ProjectName,
        Etag = Etag.Of(Version),
    };
}
