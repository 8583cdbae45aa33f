using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;

namespace Platform.ProjectRegistry.Reminders;

/// <summary>Reminds firms of agreed milestones whose due day has passed; again only where another due day was agreed.</summary>
internal static class RemindMilestones
{
    private const string Sql = """
        select m.milestone_id, m.title, m.due_day, p.project_id, p.name, p.organisation_code
        from milestone m join project p using (project_id)
        where m.state = 2 and m.due_day < @today and p.state = 1
            and not exists (select from pool_reminder r where r.kind = 'milestone-overdue' and r.subject_id = m.milestone_id and r.occasion = to_char(m.due_day, 'YYYY-MM-DD'))
        order by m.due_day, m.milestone_id limit 500
        """;

    public static async Task RunAsync(Change change)
    {
        var overdue = await change.QueryAsync<(Guid Id, string Title, DateOnly Due, Guid Project, string Name, string Organisation)>(
            Sql, new { today = CityDays.Of(change.Now) });
        foreach (var (id, title, due, project, name, organisation) in overdue)
        {
            if (await Reminder.TakeAsync(change, "milestone-overdue", id, CityDays.Text(due)))
            {
                Notify.Organisation(change, organisation, new Message(
                    "milestone.overdue",
                    $"项目《{name}》的里程碑“{title}”应于 {CityDays.Text(due)} 完成，现已逾期，请提交完成情况或申请调整。",
                    $"The milestone “{title}” of “{name}” was due on {CityDays.Text(due)}: report it done or ask for a change.",
                    $"/projects/{project}?tab=milestones"));
            }
        }
    }
}
