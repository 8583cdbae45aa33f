using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Pool;

namespace Platform.ProjectRegistry.Lights;

/// <summary>Proposes graduation: tells the acting official's organisation and the firm, once, when the conditions are first met.</summary>
internal static class TellGraduation
{
    private const string Sql = """
        update project set graduation_told_at = @Now where project_id = @ProjectId and graduation_told_at is null and state = 1 returning project_id
        """;

    public static async Task RunAsync(Change change, PoolProject project)
    {
        var facts = await StoredFacts.ReadAsync(change.Connection, change.Transaction, [project.ProjectId], CityDays.Of(change.Now), change.Cancellation);
        if (facts.GraduationOf(project.ProjectId) is not { Ready: true }
            || await change.QuerySingleOrDefaultAsync<Guid?>(Sql, new { project.ProjectId, change.Now }) is null)
        {
            return;
        }

        var message = new Message(
            "project.may-graduate", $"项目《{project.Name}》已达到毕业条件，可以提出毕业出库。", $"The project “{project.Name}” meets the conditions of graduation.", project.Link);
        Notify.Organisation(change, change.Caller.OrganisationCode, message);
        Notify.Organisation(change, project.OrganisationCode, message);
        change.Audit("project.may-graduate", "project", project.ProjectId.ToString());
    }
}
