using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Lights;
using Platform.ProjectRegistry.Notifications;

namespace Platform.ProjectRegistry.Reminders;

/// <summary>Reminds firms of reports past their due day.</summary>
internal static class RemindReports
{
    private const int Size = 500;

    /// <summary>One slice of the pool's projects, in order of their ids.</summary>
    /// <returns>Where the next slice begins; null at the end.</returns>
    public static async Task<Guid?> SliceAsync(Store store, Caller caller, Guid after, CancellationToken cancellation)
    {
        Guid? next = null;
        await store.ChangeAsync(
            caller,
            async change =>
            {
                const string sql = """
                    select project_id, name, organisation_code from project where state = 1 and project_id > @after order by project_id limit @Size
                    """;
                var projects = await change.QueryAsync<(Guid Id, string Name, string Organisation)>(sql, new { after, Size });
                var facts = await StoredFacts.ReadAsync(
                    change.Connection, change.Transaction, [.. projects.Select(project => project.Id)], CityDays.Of(change.Now), cancellation);
                foreach (var (id, name, organisation) in projects)
                {
                    foreach (var owed in facts.OwedBy(id).Where(owed => owed.DaysLate > 0))
                    {
                        if (await Reminder.TakeAsync(change, "report-late", id, owed.Quarter.ToString()))
                        {
                            Notify.Organisation(change, organisation, new Message(
                                "report.late",
                                $"项目《{name}》{owed.Quarter.Year} 年第 {owed.Quarter.Number} 季度报告应于 {CityDays.Text(owed.DueDay)} 前提交，现已逾期，请尽快填报。",
                                $"The report of {owed.Quarter.Year} Q{owed.Quarter.Number} for “{name}” was due on {CityDays.Text(owed.DueDay)}: please file it.",
                                $"/projects/{id}?tab=reports"));
                        }
                    }
                }

                next = projects.Count == Size ? projects[^1].Id : null;
            },
            cancellation);
        return next;
    }
}
