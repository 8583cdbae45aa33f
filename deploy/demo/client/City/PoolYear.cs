using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Demo.Steps;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>
/// What follows admission in the demo city: plans that reach back some quarters, milestones and reports in every state and under
/// every light, one project graduated and one removed. What is there already stays.
/// </summary>
internal static class PoolYear
{
    public static async Task RunAsync(JobContext job)
    {
        var busy = (await Accounts.FirmsAsync(job)).ToHashSet(StringComparer.Ordinal);
        var projects = (await Lists.ProjectsAsync(job)).OrderBy(project => project.Rank).ToList();
        var leaving = projects.Where(project => !busy.Contains(project.OrganisationCode)).Skip(PoolPlan.First.Count).TakeLast(2).ToList();
        await job.ForAllAsync(projects.Index().Where(one => one.Item.State == ProjectState.InPool), one =>
            CarryAsync(job, one.Item, PlanOf(one.Index, one.Item)));
        if (leaving.Count == 2 && projects.TrueForAll(project => project.State != ProjectState.Graduated))
            await DecideAsync(job, leaving[0], new DecisionTerms { ProjectGraduation = new ProjectGraduationTerms() }, "里程碑全部确认，各项指标达到目标");
        if (leaving.Count == 2 && projects.TrueForAll(project => project.State != ProjectState.Removed))
            await DecideAsync(job, leaving[1], new DecisionTerms { ProjectRemoval = new ProjectRemovalTerms() }, "建设停滞，企业书面申请退出项目库");
        job.Printer.Note($"{projects.Count} 个在库项目的里程碑与季度报告已载入", $"milestones and reports of {projects.Count} projects are loaded");

        PoolPlan PlanOf(int index, Project project) => index < PoolPlan.First.Count ? PoolPlan.First[index]
            : leaving.IndexOf(project) switch { 0 => PoolPlan.Graduate, 1 => PoolPlan.Removed, _ => PoolPlan.Other };
    }

    private static async Task CarryAsync(JobContext job, Project project, PoolPlan plan)
    {
        var firm = await job.Parties.EnterpriseAsync(project.OrganisationCode);
        var stored = await PlanAsync(job, project, plan);
        await PoolReports.FileAsync(job, firm, stored, plan);
        await PoolMilestones.PlanAsync(job, firm, stored, plan);
    }

    /// <summary>The first quarters of the plan have passed; half of the way to the targets takes a year.</summary>
    private static async Task<ProjectPlan> PlanAsync(JobContext job, Project project, PoolPlan plan)
    {
        var stored = await job.Official.Plans.GetPlanAsync(new GetPlanRequest { ProjectId = project.ProjectId }, cancellationToken: job.Cancellation);
        if (stored.Etag != "1")
            return stored;
        var start = PoolReports.FirstDay(job.Today).AddMonths(-3 * plan.Quarters);
        var investment = stored.Targets.Single(target => target.Indicator == ReportIndicator.Investment).Target;
        var localisation = stored.Targets.Single(target => target.Indicator == ReportIndicator.Localisation).Baseline;
        var request = new SetPlanRequest
        {
            ProjectId = project.ProjectId, StartDay = PoolReports.Text(start), EndDay = PoolReports.Text(start.AddMonths(24)), Etag = stored.Etag, RequestId = job.NewRequestId(),
            Targets =
            {
                new PlanTarget { Indicator = ReportIndicator.Investment, Target = investment },
                new PlanTarget { Indicator = ReportIndicator.Output, Baseline = investment / 10 },
                new PlanTarget { Indicator = ReportIndicator.Localisation, Baseline = localisation, Target = Math.Min(10_000, localisation + 1200) },
                new PlanTarget { Indicator = ReportIndicator.Devices, Baseline = 10, Target = 130 },
                new PlanTarget { Indicator = ReportIndicator.CostChange, Target = -1500 },
                new PlanTarget { Indicator = ReportIndicator.RevenueChange, Target = 2000 },
            },
        };
        return await job.Official.Plans.SetPlanAsync(request, cancellationToken: job.Cancellation);
    }

    private static async Task DecideAsync(JobContext job, Project project, DecisionTerms terms, string reason)
    {
        var pending = await job.Official.Decisions.ListDecisionsAsync(new ListDecisionsRequest { State = DecisionState.Proposed, PageSize = 200 }, cancellationToken: job.Cancellation);
        var proposed = pending.Decisions.FirstOrDefault(decision => decision.SubjectId == project.ProjectId) ?? await job.Official.Decisions.ProposeDecisionAsync(
            new ProposeDecisionRequest { SubjectId = project.ProjectId, Terms = terms, Reason = reason, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        var second = await job.Parties.SecondOfficialAsync();
        await second.Decisions.ApproveDecisionAsync(
            new DecisionStepRequest { DecisionId = proposed.DecisionId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }
}
