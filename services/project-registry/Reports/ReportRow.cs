using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Lights;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>A stored report with its figures.</summary>
internal sealed record ReportRow
{
    public const string Select = """
        select r.report_id, r.project_id, p.name as project_name, r.year, r.quarter as quarter_number, r.state, r.note, r.official_comment,
            r.submitted_at, r.decided_at, coalesce(r.light, 0) as light, coalesce(r.light_reasons::text, '[]') as light_reasons_json, r.version
        from quarterly_report r join project p using (project_id)
        """;

    public Guid ReportId { get; init; }

    public Guid ProjectId { get; init; }

    public string ProjectName { get; init; } = "";

    public int Year { get; init; }

    public int QuarterNumber { get; init; }

    public ReportState State { get; init; }

    public string Note { get; init; } = "";

    public string OfficialComment { get; init; } = "";

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public TrafficLight Light { get; init; }

    public string LightReasonsJson { get; init; } = "[]";

    public long Version { get; init; }

    public IReadOnlyList<FigureFact> Figures { get; init; } = [];

    public Quarter Quarter => new(Year, QuarterNumber);

    public IReadOnlyList<Reason> LightReasons => JsonSerializer.Deserialize<List<Reason>>(LightReasonsJson)!;

    /// <summary>All reports of one project, oldest quarter first.</summary>
    public static async Task<IReadOnlyList<ReportRow>> OfProjectAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid projectId, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<ReportRow>(new CommandDefinition(
            $"{Select} where r.project_id = @projectId order by r.year, r.quarter limit 500", new { projectId }, transaction, cancellationToken: cancellation));
        return await FillAsync(connection, transaction, rows.AsList(), cancellation);
    }

    public static async Task<IReadOnlyList<ReportRow>> FillAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<ReportRow> rows, CancellationToken cancellation)
    {
        const string sql = "select report_id, indicator, value, note from report_figure where report_id = any(@ids) order by report_id, indicator limit 6000";
        var ids = rows.Select(row => row.ReportId).ToArray();
        var figures = (await connection.QueryAsync<(Guid Report, short Indicator, long Value, string Note)>(
            new CommandDefinition(sql, new { ids }, transaction, cancellationToken: cancellation))).ToLookup(figure => figure.Report);
        return [.. rows.Select(row => row with
        {
            Figures = [.. figures[row.ReportId].Select(figure => new FigureFact((ReportIndicator)figure.Indicator, figure.Value, figure.Note))],
        })];
    }

    /// <summary>The project that a report belongs to, to be locked before the report is read.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<Guid> ProjectOfAsync(Change change, string reportId) =>
        await change.QuerySingleOrDefaultAsync<Guid?>("select project_id from quarterly_report where report_id = @id", new { id = Guid.Parse(reportId) })
        ?? throw ReportErrors.NotFound.ToException();
}
