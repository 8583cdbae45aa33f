using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>The firm writes its report of a quarter; saved as often as it likes before it submits it.</summary>
internal static class SaveReport
{
    private const string InsertSql = """
        insert into quarterly_report (report_id, project_id, year, quarter, state, note, created_at)
        values (@id, @ProjectId, @Year, @Quarter, 1, @note, @Now)
        """;

    private const string UpdateSql = "update quarterly_report set note = @note, version = version + 1 where report_id = @id";

    private const string FiguresSql = """
        delete from report_figure where report_id = @id;
        insert into report_figure (report_id, indicator, value, note) select @id, f.* from unnest(@indicators, @values, @notes) as f
        """;

    public static Task<QuarterlyReport> RunAsync(Store store, ServerCallContext call, SaveReportRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var project = await PoolProject.LockOwnAsync(change, Guid.Parse(request.ProjectId));
            var reports = await ProjectReports.ReadAsync(change, project.ProjectId);
            var quarter = new Quarter(request.Year, request.Quarter);
            CheckQuarter(quarter, Quarter.Of(reports.Plan.StartDay), CityDays.Of(change.Now));
            CheckFigures(request.Figures);
            var id = await StoreAsync(change, project, reports.Rows.SingleOrDefault(row => row.Quarter == quarter), request);
            change.Audit("report.save", "report", id.ToString(), new { project.ProjectId, quarter = quarter.ToString() });
            var after = await ProjectReports.ReadAsync(change, project.ProjectId);
            return after.ToMessage(after.Of(id), Languages.Of(call));
        });

    private static void CheckQuarter(Quarter quarter, Quarter first, DateOnly today)
    {
        if (quarter.LastDay >= today)
        {
            throw ReportErrors.QuarterNotOver(quarter).ToException();
        }

        if (quarter < first)
        {
            throw ReportErrors.QuarterBeforePlan(first).ToException();
        }
    }

    private static void CheckFigures(IReadOnlyList<ReportFigure> figures)
    {
        for (var i = 0; i < figures.Count; i++)
        {
            var rule = PoolRules.Current.Of(figures[i].Indicator);
            if (figures[i].Value < rule.Minimum || figures[i].Value > rule.Maximum)
            {
                throw ReportErrors.OutOfRange(i, rule.NameZh, rule.NameEn, rule.Minimum, rule.Maximum).ToException();
            }

            if (figures.Take(i).Any(other => other.Indicator == figures[i].Indicator))
            {
                throw ReportErrors.FigureTwice(i).ToException();
            }
        }
    }

    private static async Task<Guid> StoreAsync(Change change, PoolProject project, ReportRow? stored, SaveReportRequest request)
    {
        if (stored is not null && !ReportSteps.MayEdit(stored.State))
        {
            throw ReportErrors.WrongState(stored.State).ToException();
        }

        Etag.Check(request.Etag, stored?.Version ?? 0);
        var id = stored?.ReportId ?? change.NewId();
        await change.ExecuteAsync(
            stored is null ? InsertSql : UpdateSql,
            new { id, project.ProjectId, request.Year, request.Quarter, note = request.Note.Trim(), change.Now });
        await change.ExecuteAsync(FiguresSql, new
        {
            id,
            indicators = request.Figures.Select(figure => (short)figure.Indicator).ToArray(),
            values = request.Figures.Select(figure => figure.Value).ToArray(),
            notes = request.Figures.Select(figure => figure.Note.Trim()).ToArray(),
        });
        return id;
    }
}
