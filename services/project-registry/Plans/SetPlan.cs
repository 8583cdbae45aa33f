using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Plans;

/// <summary>An official sets what a project is measured by; what it was before stays in the audit.</summary>
internal static class SetPlan
{
    private const string Sql = """
        update project_plan set start_day = @start, end_day = @end, version = version + 1 where project_id = @ProjectId;
        delete from project_target where project_id = @ProjectId;
        insert into project_target (project_id, indicator, baseline, target) select @ProjectId, t.* from unnest(@indicators, @baselines, @targets) as t
        """;

    public static Task<ProjectPlan> RunAsync(Store store, ServerCallContext call, SetPlanRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var project = await PoolProject.LockAsync(change, Guid.Parse(request.ProjectId));
            project.MustBeInPool();
            var before = await PlanRow.ReadAsync(change.Connection, change.Transaction, project.ProjectId, change.Cancellation);
            Etag.Check(request.Etag, before.Version);
            var (start, end) = Days(request, CityDays.Of(change.Now));
            Check(request.Targets);
            await change.ExecuteAsync(Sql, new
            {
                project.ProjectId, start, end,
                indicators = request.Targets.Select(target => (short)target.Indicator).ToArray(),
                baselines = request.Targets.Select(target => target.Baseline).ToArray(),
                targets = request.Targets.Select(target => target.HasTarget ? target.Target : (long?)null).ToArray(),
            });
            change.Audit("project.plan", "project", project.ProjectId.ToString(), new { before.StartDay, before.EndDay, before.Targets });
            Notify.Organisation(change, project.OrganisationCode, new Message(
                "project.plan-set", $"项目《{project.Name}》的考核计划已更新，请查看指标与目标。", $"The plan of “{project.Name}” was set anew: see its targets.", project.Link));
            return (await PlanRow.ReadAsync(change.Connection, change.Transaction, project.ProjectId, change.Cancellation)).ToMessage();
        });

    private static (DateOnly Start, DateOnly End) Days(SetPlanRequest request, DateOnly today)
    {
        var start = DayFields.Of(request.StartDay, "start_day");
        var end = DayFields.Of(request.EndDay, "end_day");
        if (start < today.AddYears(-5) || start > today.AddYears(1))
        {
            throw PlanErrors.StartTooEarly.ToException();
        }

        return end > start && end <= start.AddYears(10) ? (start, end) : throw PlanErrors.DaysOutOfOrder.ToException();
    }

    private static void Check(IReadOnlyList<PlanTarget> targets)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            if (targets.Take(i).Any(other => other.Indicator == target.Indicator))
            {
                throw PlanErrors.IndicatorTwice(i).ToException();
            }

            var rule = PoolRules.Current.Of(target.Indicator);
            RequireRange(rule, target.Baseline, i, "baseline");
            if (target.HasTarget)
            {
                RequireRange(rule, target.Target, i, "target");
            }
        }
    }

    private static void RequireRange(IndicatorRule rule, long value, int index, string field)
    {
        if (value < rule.Minimum || value > rule.Maximum)
        {
            throw PlanErrors.OutOfRange(index, field, rule.NameZh, rule.NameEn, rule.Minimum, rule.Maximum).ToException();
        }
    }
}
