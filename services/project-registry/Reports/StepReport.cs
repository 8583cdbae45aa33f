using System.Text.Json;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reports;

/// <summary>The firm submits a report; an official accepts or returns it.</summary>
internal static class StepReport
{
    private const string SubmitSql = """
        update quarterly_report set state = 2, submitted_at = @Now, version = version + 1 where report_id = @ReportId
        """;

    // The light is set in a second statement, when the figures of this report already count; the check of the schema
    // wants one from the start.
    private const string AcceptSql = """
        update quarterly_report set state = 3, decided_at = @Now, official_comment = @comment, light = 1, light_reasons = '[]', version = version + 1
        where report_id = @ReportId
        """;

    private const string LightSql = "update quarterly_report set light = @light, light_reasons = @reasons::jsonb where report_id = @ReportId";

    private const string ReturnSql = """
        update quarterly_report set state = 4, decided_at = @Now, official_comment = @comment, version = version + 1 where report_id = @ReportId
        """;

    public static Task<QuarterlyReport> SubmitAsync(Store store, ServerCallContext call, ReportStepRequest request) =>
        RunAsync(store, call, request, ReportStep.Submit, async (change, project, reports, report) =>
        {
            var told = report.Figures.Select(figure => figure.Indicator).ToHashSet();
            var missing = PoolRules.Current.Indicators.Where(rule => !told.Contains(rule.Indicator)).ToList();
            if (missing.Count > 0)
            {
                throw ReportErrors.FiguresMissing([.. missing.Select(rule => rule.NameZh)], [.. missing.Select(rule => rule.NameEn)]).ToException();
            }

            var doubts = reports.DoubtsOf(report).Where(doubt => !doubt.Explained).ToList();
            if (doubts.Count > 0)
            {
                throw ReportErrors.NoteNeeded(doubts).ToException();
            }

            await change.ExecuteAsync(SubmitSql, new { report.ReportId, change.Now });
        });

    public static Task<QuarterlyReport> AcceptAsync(Store store, ServerCallContext call, ReportStepRequest request) =>
        RunAsync(store, call, request, ReportStep.Accept, async (change, project, reports, report) =>
        {
            await change.ExecuteAsync(AcceptSql, new { report.ReportId, comment = request.Comment.Trim(), change.Now });
            var facts = await StoredFacts.ReadAsync(change.Connection, change.Transaction, [project.ProjectId], CityDays.Of(change.Now), change.Cancellation);
            var light = facts.LightOf(project.ProjectId)!;
            await change.ExecuteAsync(LightSql, new { report.ReportId, light = (short)light.Colour, reasons = JsonSerializer.Serialize(light.Reasons) });
            Tell(change, project, report, "accepted", "已通过", "was accepted", request.Comment.Trim());
            await TellGraduation.RunAsync(change, project);
        });

    public static Task<QuarterlyReport> ReturnAsync(Store store, ServerCallContext call, ReportStepRequest request) =>
        RunAsync(store, call, request, ReportStep.Return, async (change, project, reports, report) =>
        {
            var comment = request.Comment.Trim();
            if (comment.Length == 0)
            {
                throw ReportErrors.CommentNeeded.ToException();
            }

            await change.ExecuteAsync(ReturnSql, new { report.ReportId, comment, change.Now });
            Tell(change, project, report, "returned", "被退回", "was returned", comment);
        });

    private static Task<QuarterlyReport> RunAsync(
        Store store, ServerCallContext call, ReportStepRequest request, ReportStep step, Func<Change, PoolProject, ProjectReports, ReportRow, Task> work) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var projectId = await ReportRow.ProjectOfAsync(change, request.ReportId);
            var project = step == ReportStep.Submit ? await PoolProject.LockOwnAsync(change, projectId) : await PoolProject.LockAsync(change, projectId);
            project.MustBeInPool();
            var reports = await ProjectReports.ReadAsync(change, projectId);
            var report = reports.Of(Guid.Parse(request.ReportId));
            Etag.Check(request.Etag, report.Version);
            _ = ReportSteps.Take(report.State, step);
            await work(change, project, reports, report);
            change.Audit($"report.{step.ToString().ToLowerInvariant()}", "report", report.ReportId.ToString(), new { projectId, quarter = report.Quarter.ToString() });
            var after = await ProjectReports.ReadAsync(change, projectId);
            return after.ToMessage(after.Of(report.ReportId), Languages.Of(call));
        });

    private static void Tell(Change change, PoolProject project, ReportRow report, string outcome, string zh, string en, string comment)
    {
        var (tailZh, tailEn) = comment.Length == 0 ? ("", "") : ($"：{comment}", $": {comment}");
        Notify.Organisation(change, project.OrganisationCode, new Message(
            $"report.{outcome}",
            $"项目《{project.Name}》{report.Year} 年第 {report.QuarterNumber} 季度报告{zh}{tailZh}",
            $"The report of {report.Year} Q{report.QuarterNumber} for “{project.Name}” {en}{tailEn}",
            $"{project.Link}?tab=reports"));
    }
}
