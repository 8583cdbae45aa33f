using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

/// <summary>Steps of a milestone: officials agree, decline, confirm and send back, the firm reports it done.</summary>
internal static class StepMilestone
{
    private const string MoveSql = """
        update milestone set state = @to, version = version + 1,
            completion_note = case when @to = 3 then @comment else completion_note end,
            official_comment = case when @to = 3 then official_comment else @comment end,
            completed_at = case when @to = 3 then @Now else completed_at end,
            confirmed_at = case when @to = 4 then @Now else confirmed_at end,
            pending_title = null, pending_due_day = null, pending_weight = null, pending_reason = null
        where milestone_id = @MilestoneId
        """;

    private const string TakePendingSql = """
        update milestone set title = pending_title, due_day = pending_due_day, weight = pending_weight, official_comment = @comment, version = version + 1,
            pending_title = null, pending_due_day = null, pending_weight = null, pending_reason = null
        where milestone_id = @MilestoneId
        """;

    private const string DropPendingSql = """
        update milestone set official_comment = @comment, version = version + 1,
            pending_title = null, pending_due_day = null, pending_weight = null, pending_reason = null
        where milestone_id = @MilestoneId
        """;

    public static Task<Milestone> RunAsync(Store store, ServerCallContext call, MilestoneStepRequest request, MilestoneStep step) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var projectId = await MilestoneRow.ProjectOfAsync(change, request.MilestoneId);
            var project = step == MilestoneStep.Complete ? await PoolProject.LockOwnAsync(change, projectId) : await LockAsOfficialAsync(change, projectId);
            var stored = await MilestoneRow.ReadAsync(change, Guid.Parse(request.MilestoneId));
            Etag.Check(request.Etag, stored.Version);
            var comment = request.Comment.Trim();
            await TakeAsync(change, stored, step, comment);
            change.Audit($"milestone.{step.ToString().ToLowerInvariant()}", "milestone", stored.MilestoneId.ToString(), Before(stored));
            if (step != MilestoneStep.Complete)
            {
                Tell(change, project, stored, step, comment);
            }

            if (step == MilestoneStep.Confirm)
            {
                await TellGraduation.RunAsync(change, project);
            }

            return (await MilestoneRow.ReadAsync(change, stored.MilestoneId)).ToMessage(CityDays.Of(change.Now));
        });

    private static async Task<PoolProject> LockAsOfficialAsync(Change change, Guid projectId)
    {
        var project = await PoolProject.LockAsync(change, projectId);
        project.MustBeInPool();
        return project;
    }

    private static async Task TakeAsync(Change change, MilestoneRow stored, MilestoneStep step, string comment)
    {
        if (stored.HasPending && step is (MilestoneStep.Agree or MilestoneStep.Decline))
        {
            await AnswerPendingAsync(change, stored, step, comment);
            return;
        }

        var to = MilestoneSteps.Take(stored.State, step);
        if (comment.Length == 0 && step is (MilestoneStep.Decline or MilestoneStep.Return or MilestoneStep.Complete))
        {
            throw MilestoneErrors.CommentNeeded.ToException();
        }

        if (step == MilestoneStep.Agree)
        {
            await CheckWeightsAsync(change, stored, stored.Weight);
        }

        if (step == MilestoneStep.Complete)
        {
            await MilestoneEvidence.RequireAsync(change, stored);
        }

        await change.ExecuteAsync(MoveSql, new { to = (short)to, comment, stored.MilestoneId, change.Now });
    }

    private static async Task AnswerPendingAsync(Change change, MilestoneRow stored, MilestoneStep step, string comment)
    {
        if (step == MilestoneStep.Decline)
        {
            if (comment.Length == 0)
            {
                throw MilestoneErrors.CommentNeeded.ToException();
            }

            await change.ExecuteAsync(DropPendingSql, new { stored.MilestoneId, comment });
            return;
        }

        await CheckWeightsAsync(change, stored, stored.PendingWeight!.Value);
        try
        {
            await change.ExecuteAsync(TakePendingSql, new { stored.MilestoneId, comment });
        }
        catch (PostgresException exception) when (exception.Violates("milestone_title_once"))
        {
            throw MilestoneErrors.TitleTaken.ToException();
        }
    }

    private static async Task CheckWeightsAsync(Change change, MilestoneRow stored, int weight)
    {
        const string sql = "select coalesce(sum(weight), 0)::int from milestone where project_id = @ProjectId and state in (2, 3, 4) and milestone_id <> @MilestoneId";
        var sum = weight + await change.ExecuteScalarAsync<int>(sql, new { stored.ProjectId, stored.MilestoneId });
        if (sum > 100)
        {
            throw MilestoneErrors.WeightsAbove100(sum).ToException();
        }
    }

    private static object Before(MilestoneRow stored) => new { state = (int)stored.State, stored.DueDay, stored.Weight, stored.PendingDueDay, stored.PendingWeight };

    private static void Tell(Change change, PoolProject project, MilestoneRow milestone, MilestoneStep step, string comment)
    {
        var (zh, en) = step switch
        {
            MilestoneStep.Agree => ("已商定", "was agreed"),
            MilestoneStep.Decline => ("未采纳", "was declined"),
            MilestoneStep.Confirm => ("已确认完成", "is confirmed"),
            _ => ("被退回", "was sent back"),
        };
        var tail = comment.Length == 0 ? ("", "") : ($"：{comment}", $": {comment}");
        Notify.Organisation(change, project.OrganisationCode, new Message(
            $"milestone.{step.ToString().ToLowerInvariant()}",
            $"项目《{project.Name}》的里程碑“{milestone.Title}”{zh}{tail.Item1}",
            $"The milestone “{milestone.Title}” of “{project.Name}” {en}{tail.Item2}",
            $"{project.Link}?tab=milestones"));
    }
}
