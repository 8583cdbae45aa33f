using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;

namespace Platform.ProjectRegistry.Reminders;

/// <summary>Reminds the responsible official of a lead's next step on its day; again only where another day was set.</summary>
internal static class RemindLeads
{
    private const string Sql = """
        select l.lead_id, l.firm_name, l.next_step, l.next_step_day, l.responsible from lead l
        where l.stage < 6 and l.next_step_day <= @today
            and not exists (select from pool_reminder r where r.kind = 'lead-next-step' and r.subject_id = l.lead_id and r.occasion = to_char(l.next_step_day, 'YYYY-MM-DD'))
        order by l.next_step_day, l.lead_id limit 500
        """;

    public static async Task RunAsync(Change change)
    {
        var due = await change.QueryAsync<(Guid Id, string Firm, string Step, DateOnly Day, string Responsible)>(Sql, new { today = CityDays.Of(change.Now) });
        foreach (var (id, firm, step, day, responsible) in due)
        {
            if (await Reminder.TakeAsync(change, "lead-next-step", id, CityDays.Text(day)))
            {
                Notify.Account(change, responsible, new Message(
                    "lead.next-step",
                    $"承接线索“{firm}”的下一步已到期（{CityDays.Text(day)}）：{(step.Length > 0 ? step : "请更新进展")}",
                    $"The next step of the lead “{firm}” is due ({CityDays.Text(day)}): {(step.Length > 0 ? step : "tell how it stands")}",
                    $"/leads/{id}"));
            }
        }
    }
}
