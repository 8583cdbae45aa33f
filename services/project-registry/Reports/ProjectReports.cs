using Google.Protobuf.WellKnownTypes;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Plans;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>All reports of one project with what is needed to judge and show each.</summary>
internal sealed class ProjectReports
{
    private readonly WorkingDays _calendar;

    private ProjectReports(PlanRow plan, IReadOnlyList<ReportRow> rows, WorkingDays calendar)
    {
        Plan = plan;
        Rows = rows;
        _calendar = calendar;
    }

    public PlanRow Plan { get; }

    /// <summary>Oldest quarter first.</summary>
    public IReadOnlyList<ReportRow> Rows { get; }

    public static Task<ProjectReports> ReadAsync(Change change, Guid projectId) =>
        ReadAsync(change.Connection, change.Transaction, projectId, change.Cancellation);

    public static async Task<ProjectReports> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid projectId, CancellationToken cancellation) => new(
        await PlanRow.ReadAsync(connection, transaction, projectId, cancellation),
        await ReportRow.OfProjectAsync(connection, transaction, projectId, cancellation),
        await WorkingDays.ReadAsync(connection, cancellation));

    /// <exception cref="FailedException">NOT_FOUND.</exception>
    public ReportRow Of(Guid reportId) => Rows.SingleOrDefault(row => row.ReportId == reportId) ?? throw ReportErrors.NotFound.ToException();

    public IReadOnlyList<OwedQuarter> Owed(DateOnly today) => OwedQuarter.Of(
        Plan.StartDay,
        Rows.Where(row => row.State is ReportState.Submitted or ReportState.Accepted).Select(row => row.Quarter).ToHashSet(),
        PoolRules.Current.ReportDueWorkingDays,
        _calendar,
        today);

    /// <summary>What asks for a note, against the newest earlier report that was filed.</summary>
    public IReadOnlyList<Doubt> DoubtsOf(ReportRow report)
    {
        var before = Rows.LastOrDefault(row => row.Quarter < report.Quarter && row.State is (ReportState.Submitted or ReportState.Accepted));
        return Plausibility.Of(report.Figures, before?.Figures.ToDictionary(figure => figure.Indicator, figure => figure.Value) ?? [], Plan.Targets, PoolRules.Current);
    }

    public QuarterlyReport ToMessage(ReportRow row, Language language) => new()
    {
        ReportId = row.ReportId.ToString(),
        ProjectId = row.ProjectId.ToString(),
        ProjectName = row.ProjectName,
        Year = row.Year,
        Quarter = row.QuarterNumber,
        State = row.State,
        Figures = { row.Figures.Select(figure => new ReportFigure { Indicator = figure.Indicator, Value = figure.Value, Note = figure.Note }) },
        Note = row.Note,
        Comment = row.OfficialComment,
        DueDay = CityDays.Text(OwedQuarter.DueDayOf(row.Quarter, PoolRules.Current.ReportDueWorkingDays, _calendar)),
        Doubts = { DoubtsOf(row).Select(doubt => doubt.ToMessage(language)) },
        SubmitTime = row.SubmittedAt?.ToTimestamp(),
        DecideTime = row.DecidedAt?.ToTimestamp(),
        Light = row.Light,
        LightReasons = { row.LightReasons.Select(reason => reason.ToMessage(language)) },
        Etag = Etag.Of(row.Version),
    };
}
