using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Notifications;

namespace Platform.TalentMatching.FollowUps;

/// <summary>
/// Reminds each side of follow-ups that fell due and wait for it: on the day, and once more 30 days later. Each reminder is counted on
/// the follow-up's row in the transaction that tells it, so replicas and restarts remind nobody twice; one message a turn and
/// organisation, whatever the number.
/// </summary>
internal sealed class RemindFollowUps(Store store, TimeProvider clock, ILogger<RemindFollowUps> logger) : PeriodicWork(Interval, clock, logger)
{
    private const int DaysToSecond = 30;
    private const int Slice = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly Caller _caller = Caller.System("talent-matching");

    protected override Task TurnAsync(CancellationToken cancellation) => RunAsync(store, _caller, cancellation);

    public static async Task RunAsync(Store store, Caller caller, CancellationToken cancellation)
    {
        while (true)
        {
            var more = false;
            await store.ChangeAsync(caller, async change => more = await FirmsAsync(change) | await CollegesAsync(change), cancellation);
            if (!more)
            {
                return;
            }
        }
    }

    private static Task<bool> FirmsAsync(Change change)
    {
        const string sql = $"""
            with due as (
                select f.placement_id, f.months, p.organisation_code as code from placement_follow_up f join placement p using (placement_id)
                join talent t on t.talent_id = p.talent_id and t.erased_at is null
                left join placement_report firm on firm.placement_id = f.placement_id and firm.months = f.months and firm.party = 1
                where p.state in (3, 7) and (f.firm_reminders = 0 and f.due_on <= @today or f.firm_reminders = 1 and f.due_on <= @second)
                  and not {FollowUpRow.FirmHasAnswered}
                order by f.due_on limit @Slice for update of f skip locked)
            update placement_follow_up f set firm_reminders = case when f.due_on <= @second then 2 else 1 end
            from due where f.placement_id = due.placement_id and f.months = due.months returning due.code
            """;
        return TellAsync(change, sql);
    }

    private static Task<bool> CollegesAsync(Change change)
    {
        const string sql = """
            with due as (
                select f.placement_id, f.months, t.college_code as code from placement_follow_up f join placement p using (placement_id)
                join talent t on t.talent_id = p.talent_id and t.erased_at is null
                left join placement_report college on college.placement_id = f.placement_id and college.months = f.months and college.party = 2
                where p.state in (3, 7) and (f.college_reminders = 0 and f.due_on <= @today or f.college_reminders = 1 and f.due_on <= @second)
                  and t.college_code is not null and college.party is null
                order by f.due_on limit @Slice for update of f skip locked)
            update placement_follow_up f set college_reminders = case when f.due_on <= @second then 2 else 1 end
            from due where f.placement_id = due.placement_id and f.months = due.months returning due.code
            """;
        return TellAsync(change, sql);
    }

    private static async Task<bool> TellAsync(Change change, string sql)
    {
        var today = CityDays.Of(change.Now);
        var told = await change.QueryAsync<string>(sql, new { today, second = today.AddDays(-DaysToSecond), Slice });
        foreach (var organisation in told.CountBy(code => code, StringComparer.Ordinal).OrderBy(organisation => organisation.Key, StringComparer.Ordinal))
        {
            Inform.Organisation(change, organisation.Key, new Message(
                "follow-up.due",
                $"有 {organisation.Value} 项就业跟踪回访已到期，请填报在职和留秦情况。",
                organisation.Value == 1 ? "A follow-up of a placement is due: please report." : $"{organisation.Value} follow-ups of placements are due: please report.",
                "/follow-ups"));
        }

        return told.Count == Slice;
    }
}
