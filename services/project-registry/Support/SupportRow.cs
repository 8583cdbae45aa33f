using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>A stored support request with the kind's version that it was filed under and the runs of its clock.</summary>
internal sealed partial record SupportRow
{
    public const string Select = """
        select r.support_request_id, r.organisation_code, r.organisation_name, r.kind_code, k.name_zh as kind_zh, k.name_en as kind_en, k.fields, k.opens,
            r.project_id, r.district, r.industry, r.title, r.description, r.form_values, r.priority, r.department_code, r.state, r.round,
            r.first_answer_limit, r.solution_limit, r.filed_at, r.first_answered_at, r.first_answer_days, r.solved_at, r.solution_days, r.solved_in_time,
            r.solution_text, r.reopen_until, r.closed_at, r.satisfaction, r.satisfaction_comment, r.end_reason, r.rejection_ground, r.need_id,
            r.solution_overdue_on, r.version
        from support_request r join support_kind k on k.kind_code = r.kind_code and k.version = r.kind_version
        """;

    public Guid SupportRequestId { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string KindCode { get; init; } = "";

    public string KindZh { get; init; } = "";

    public string KindEn { get; init; } = "";

    public string Fields { get; init; } = "[]";

    public SupportNeed Opens { get; init; }

    public Guid? ProjectId { get; init; }

    public string District { get; init; } = "";

    public string Industry { get; init; } = "";

    public string Title { get; init; } = "";

    public string Description { get; init; } = "";

    public string FormValues { get; init; } = "{}";

    public SupportPriority Priority { get; init; }

    public string DepartmentCode { get; init; } = "";

    public SupportState State { get; init; }

    public int Round { get; init; } = 1;

    public int FirstAnswerLimit { get; init; }

    public int SolutionLimit { get; init; }

    public DateTimeOffset FiledAt { get; init; }

    public DateTimeOffset? FirstAnsweredAt { get; init; }

    public int? FirstAnswerDays { get; init; }

    public DateTimeOffset? SolvedAt { get; init; }

    public int? SolutionDays { get; init; }

    public bool? SolvedInTime { get; init; }

    public string SolutionText { get; init; } = "";

    public DateOnly? ReopenUntil { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public short? Satisfaction { get; init; }

    public string SatisfactionComment { get; init; } = "";

    public string EndReason { get; init; } = "";

    public RejectionGround RejectionGround { get; init; }

    public Guid? NeedId { get; init; }

    public DateOnly? SolutionOverdueOn { get; init; }

    public long Version { get; init; }

    public IReadOnlyList<ClockRun> Runs { get; init; } = [];

    public IReadOnlyDictionary<string, string> Values => JsonSerializer.Deserialize<Dictionary<string, string>>(FormValues)!;

    public SupportRequestRef Ref => new() { SupportRequestId = SupportRequestId.ToString(), Round = Round };

    /// <summary>The clock of the present period.</summary>
    public IEnumerable<ClockRun> RoundRuns => Runs.Where(run => run.Round == Round);

    public bool IsSeenBy(Caller caller) => caller.Is(Roles.Official) || (caller.Is(Roles.Enterprise) && OrganisationCode == caller.OrganisationCode);

    /// <summary>The request, locked until the change commits.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND also where it is there but not for this caller; ETAG_MISMATCH.</exception>
    public static async Task<SupportRow> LockAsync(Change change, string id, string etag)
    {
        var row = await TryLockAsync(change, Guid.Parse(id));
        if (row is null || !row.IsSeenBy(change.Caller))
        {
            throw SupportErrors.NotFound.ToException();
        }

        Etag.Check(etag, row.Version);
        return row;
    }

    public static async Task<SupportRow?> TryLockAsync(Change change, Guid id)
    {
        var row = await change.QuerySingleOrDefaultAsync<SupportRow>($"{Select} where r.support_request_id = @id for update of r", new { id });
        return row is null ? null : (await FillAsync(change.Connection, change.Transaction, [row], change.Cancellation))[0];
    }

    /// <summary>As it stands now.</summary>
    public static async Task<SupportRow?> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<SupportRow>(
            new CommandDefinition($"{Select} where r.support_request_id = @id", new { id }, transaction, cancellationToken: cancellation));
        return row is null ? null : (await FillAsync(connection, transaction, [row], cancellation))[0];
    }

    /// <summary>Adds the runs of the clocks, for a whole page in one query.</summary>
    public static async Task<List<SupportRow>> FillAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<SupportRow> rows, CancellationToken cancellation)
    {
        const string sql = """
            select support_request_id, round, started_on, stopped_on from support_clock_run
            where support_request_id = any(@ids) order by support_request_id, number
            """;
        var ids = rows.Select(row => row.SupportRequestId).ToArray();
        var runs = (await connection.QueryAsync<RunRow>(new CommandDefinition(sql, new { ids }, transaction, cancellationToken: cancellation)))
            .ToLookup(run => run.SupportRequestId, run => new ClockRun(run.Round, run.StartedOn, run.StoppedOn));
        return [.. rows.Select(row => row with { Runs = [.. runs[row.SupportRequestId]] })];
    }

    private sealed class RunRow
    {
        public Guid SupportRequestId { get; init; }

        public int Round { get; init; }

        public DateOnly StartedOn { get; init; }

        public DateOnly? StoppedOn { get; init; }
    }
}
