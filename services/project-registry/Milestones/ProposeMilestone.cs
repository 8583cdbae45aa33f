using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Plans;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

/// <summary>The firm proposes a milestone, or a change of one.</summary>
internal static class ProposeMilestone
{
    private const string InsertSql = """
        insert into milestone (milestone_id, project_id, title, due_day, weight, state) values (@id, @ProjectId, @title, @due, @Weight, 1)
        """;

    private const string ChangeSql = """
        update milestone set title = @title, due_day = @due, weight = @Weight, version = version + 1 where milestone_id = @MilestoneId
        """;

    private const string PendingSql = """
        update milestone set pending_title = @title, pending_due_day = @due, pending_weight = @Weight, pending_reason = @reason, version = version + 1
        where milestone_id = @MilestoneId
        """;

    public static Task<Milestone> RunAsync(Store store, ServerCallContext call, ProposeMilestoneRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var project = await PoolProject.LockOwnAsync(change, Guid.Parse(request.ProjectId));
            var due = await DueAsync(change, project, request.DueDay);
            var id = change.NewId();
            await WriteAsync(change, InsertSql, new { id, project.ProjectId, title = request.Title.Trim(), due, request.Weight });
            change.Audit("milestone.propose", "milestone", id.ToString(), new { project.ProjectId, due, request.Weight });
            return (await MilestoneRow.ReadAsync(change, id)).ToMessage(CityDays.Of(change.Now));
        });

    public static Task<Milestone> ChangeAsync(Store store, ServerCallContext call, ChangeMilestoneRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var project = await PoolProject.LockOwnAsync(change, await MilestoneRow.ProjectOfAsync(change, request.MilestoneId));
            var stored = await MilestoneRow.ReadAsync(change, Guid.Parse(request.MilestoneId));
            Etag.Check(request.Etag, stored.Version);
            var sql = stored.State switch
            {
                MilestoneState.Proposed => ChangeSql,
                MilestoneState.Planned => PendingSql,
                var state => throw MilestoneErrors.WrongState(state).ToException(),
            };
            var reason = request.Reason.Trim();
            if (stored.State == MilestoneState.Planned && reason.Length == 0)
            {
                throw MilestoneErrors.ReasonNeeded.ToException();
            }

            var due = await DueAsync(change, project, request.DueDay);
            await WriteAsync(change, sql, new { stored.MilestoneId, title = request.Title.Trim(), due, request.Weight, reason });
            change.Audit("milestone.change", "milestone", stored.MilestoneId.ToString(), new
            {
                agreed = stored.State == MilestoneState.Planned, from = new { stored.DueDay, stored.Weight }, to = new { due, request.Weight },
            });
            return (await MilestoneRow.ReadAsync(change, stored.MilestoneId)).ToMessage(CityDays.Of(change.Now));
        });

    private static async Task<DateOnly> DueAsync(Change change, PoolProject project, string text)
    {
        var due = DayFields.Of(text, "due_day");
        var plan = await PlanRow.ReadAsync(change.Connection, change.Transaction, project.ProjectId, change.Cancellation);
        return due >= plan.StartDay && due <= plan.StartDay.AddYears(10) ? due : throw MilestoneErrors.DueBeforeStart.ToException();
    }

    private static async Task WriteAsync(Change change, string sql, object parameters)
    {
        try
        {
            await change.ExecuteAsync(sql, parameters);
        }
        catch (PostgresException exception) when (exception.Violates("milestone_title_once"))
        {
            throw MilestoneErrors.TitleTaken.ToException();
        }
    }
}
