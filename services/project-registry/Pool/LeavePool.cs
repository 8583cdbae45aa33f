using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Pool;

/// <summary>
/// A project leaves the pool (出库), graduated or removed, once two officials have decided so. Tells the firm and, by
/// <see cref="ProjectLeftPool"/>, the other services.
/// </summary>
internal static class LeavePool
{
    private const string Sql = """
        update project set state = @to, left_at = @Now, leave_reason = @reason, version = version + 1
        where project_id = @ProjectId
        """;

    /// <param name="project">Locked by the change.</param>
    /// <param name="reason">What the decision gave; the firm reads it.</param>
    public static async Task TakeAsync(Change change, PoolProject project, ProjectStep step, string reason)
    {
        var to = ProjectSteps.Take(project.State, step);
        await change.ExecuteAsync(Sql, new { to = (short)to, reason, project.ProjectId, change.Now });
        var graduated = step == ProjectStep.Graduate;
        change.Raise(
            new ProjectLeftPool { ProjectId = project.ProjectId.ToString(), OrganisationCode = project.OrganisationCode, Graduated = graduated },
            project.ProjectId.ToString());
        change.Audit(graduated ? "project.graduate" : "project.remove", "project", project.ProjectId.ToString());
        Notify.Organisation(change, project.OrganisationCode, graduated
            ? new Message("project.graduated", $"项目《{project.Name}》已毕业出库：{reason}", $"The project “{project.Name}” has graduated from the pool: {reason}", project.Link)
            : new Message("project.removed", $"项目《{project.Name}》已移出项目库：{reason}", $"The project “{project.Name}” was removed from the pool: {reason}", project.Link));
    }
}
