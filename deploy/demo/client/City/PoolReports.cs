using System.Globalization;
using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>Files the reports of a project's past quarters, oldest first, each as far as its plan says.</summary>
internal static class PoolReports
{
    public static async Task FileAsync(JobContext job, Session firm, ProjectPlan stored, PoolPlan plan)
    {
        var known = (await firm.Reports.ListReportsAsync(new ListReportsRequest { ProjectId = stored.ProjectId }, cancellationToken: job.Cancellation)).Reports;
        var start = DateOnly.ParseExact(stored.StartDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var filed = new List<(QuarterlyReport Report, LastReport Wanted)>();
        for (var number = 1; number <= plan.Quarters; number++)
        {
            var day = start.AddMonths(3 * (number - 1));
            var wanted = number == plan.Quarters ? plan.Last : LastReport.Accepted;
            var report = known.FirstOrDefault(report => (report.Year, report.Quarter) == (day.Year, QuarterOf(day)));
            if (wanted != LastReport.Missing)
                filed.Add((await SubmitAsync(job, firm, stored, plan, day, wanted, report), wanted));
        }

        // Decided only when all are filed: else each would be accepted under a light that is red for those to come.
        foreach (var (report, wanted) in filed.Where(one => one.Report.State == ReportState.Submitted))
            await DecideAsync(job, report, wanted);
    }

    /// <summary>Of the day's quarter.</summary>
    public static DateOnly FirstDay(DateOnly day) => new(day.Year, ((QuarterOf(day) - 1) * 3) + 1, 1);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int QuarterOf(DateOnly day) => ((day.Month - 1) / 3) + 1;

    /// <summary>Takes up what was cut off between two steps.</summary>
    private static async Task<QuarterlyReport> SubmitAsync(
        JobContext job, Session firm, ProjectPlan stored, PoolPlan plan, DateOnly day, LastReport wanted, QuarterlyReport? known)
    {
        var report = known ?? await firm.Reports.SaveReportAsync(
            new SaveReportRequest
            {
                ProjectId = stored.ProjectId, Year = day.Year, Quarter = QuarterOf(day), Note = "演示数据：设备安装与系统联调按计划推进。", RequestId = job.NewRequestId(),
                Figures = { stored.Targets.Select(target => Figure(stored, target, plan, day.AddMonths(3).AddDays(-1))) },
            },
            cancellationToken: job.Cancellation);
        return wanted == LastReport.Draft || report.State != ReportState.Draft
            ? report
            : await firm.Reports.SubmitReportAsync(new ReportStepRequest { ReportId = report.ReportId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task DecideAsync(JobContext job, QuarterlyReport report, LastReport wanted)
    {
        var step = new ReportStepRequest { ReportId = report.ReportId, RequestId = job.NewRequestId() };
        if (wanted == LastReport.Accepted)
        {
            await job.Official.Reports.AcceptReportAsync(step, cancellationToken: job.Cancellation);
        }
        else if (wanted == LastReport.Returned)
        {
            step.Comment = "请核对本季度产值口径，并补充设备联网清单";
            await job.Official.Reports.ReturnReportAsync(step, cancellationToken: job.Cancellation);
        }
    }

    /// <summary>On the straight path from baseline to target, ahead of it or behind by the pace. The output only grows a little.</summary>
    private static ReportFigure Figure(ProjectPlan stored, PlanTarget target, PoolPlan plan, DateOnly day)
    {
        var start = DateOnly.ParseExact(stored.StartDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var end = DateOnly.ParseExact(stored.EndDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var share = (decimal)(day.DayNumber - start.DayNumber) / (end.DayNumber - start.DayNumber);
        var value = target.HasTarget
            ? target.Baseline + ((target.Target - target.Baseline) * decimal.Min(1.02m, share * plan.Pace))
            : target.Baseline * (1 + (share / 5));
        return new ReportFigure
        {
            Indicator = target.Indicator,
            // Away from zero, so that a target that is reached is not missed by a rounding.
            Value = (long)(value < target.Baseline ? decimal.Floor(value) : target.Indicator == ReportIndicator.Localisation ? decimal.Min(10_000, decimal.Ceiling(value)) : decimal.Ceiling(value)),
            Note = "按季度台账汇总（演示数据）",
        };
    }
}
