using Microsoft.Extensions.Logging;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Hosting;
using Platform.Chassis.Messaging;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>
/// Looks once a day at each request's clocks: escalates what has reached a level, and closes what nobody scored or reopened in time.
/// Several replicas may run it: a row's lock lets one do it, the key of an escalation lets it happen once, and what a crash cuts off is
/// done at the next turn.
/// </summary>
internal sealed class WatchSupport(Store store, ServiceName service, TimeProvider clock, ILogger<WatchSupport> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    private const int Slice = 100;

    protected override Task TurnAsync(CancellationToken cancellation) => RunAsync(store, Caller.System(service.Value), cancellation);

    /// <summary>All that was not looked at today, a slice a transaction.</summary>
    public static async Task RunAsync(Store store, Caller caller, CancellationToken cancellation)
    {
        int looked;
        do
        {
            looked = 0;
            await store.ChangeAsync(caller, async change => looked = await LookAsync(change), cancellation);
        }
        while (looked == Slice);
    }

    private static async Task<int> LookAsync(Change change)
    {
        const string sql = """
            select support_request_id from support_request
            where state in (1, 2, 3, 4, 8) and (checked_on is null or checked_on < @today)
            order by checked_on nulls first limit @Slice for update skip locked
            """;
        var today = CityDays.Of(change.Now);
        var ids = await change.QueryAsync<Guid>(sql, new { today, Slice });
        if (ids.Count == 0)
        {
            return 0;
        }

        var days = await WorkingDays.ReadAsync(change.Connection, change.Cancellation);
        var departments = await Departments.ReadAsync(change.Connection, change.Cancellation);
        foreach (var id in ids)
        {
            var row = (await SupportRow.TryLockAsync(change, id))!;
            if (row.State == SupportState.Solved && row.ReopenUntil < today)
            {
                await SupportChange.StepAsync(change, row, SupportStep.CloseUnscored, "", closing => closing with { ClosedAt = change.Now });
            }
            else if (SupportSteps.Runs(row.State))
            {
                await EscalateAsync(change, row, departments, days, today);
            }

            await MarkAsync(change, id, row, days, today);
        }

        return ids.Count;
    }

    private static async Task EscalateAsync(Change change, SupportRow row, Departments departments, WorkingDays days, DateOnly today)
    {
        const string told = "select clock, level from support_escalation where support_request_id = @SupportRequestId and round = @Round";
        var before = (await change.QueryAsync<Told>(told, new { row.SupportRequestId, row.Round })).ToLookup(one => (SupportClock)one.Clock, one => one.Level);
        var clocks = new List<(SupportClock Clock, int Used, int Limit)> { (SupportClock.Solution, WorkingClock.Used(days, row.RoundRuns, today), row.SolutionLimit) };
        if (row.FirstAnsweredAt is null)
        {
            clocks.Insert(0, (SupportClock.FirstAnswer, WorkingClock.Used(days, row.Runs, today), row.FirstAnswerLimit));
        }

        foreach (var (clock, used, limit) in clocks)
        {
            foreach (var level in SupportRules.Current.Reached(used, limit, before[clock].ToHashSet()))
            {
                const string insert = """
                    insert into support_escalation (support_request_id, round, clock, level, escalated_at, used_days, told)
                    values (@SupportRequestId, @Round, @clock, @Level, @Now, @used, @tell) on conflict do nothing
                    """;
                var values = new { row.SupportRequestId, row.Round, clock = (short)clock, level.Level, change.Now, used, tell = (short)level.Tell };
                if (await change.ExecuteAsync(insert, values) == 1)
                {
                    SupportNotices.Escalated(change, row, departments, level, clock, used, limit);
                    change.Audit("support-request.escalate", "support_request", row.SupportRequestId.ToString(), new { clock = clock.ToString(), level.Level, used, limit });
                }
            }
        }
    }

    /// <summary>Looked at today; the days for lists follow a calendar that was changed meanwhile.</summary>
    private static Task MarkAsync(Change change, Guid id, SupportRow row, WorkingDays days, DateOnly today)
    {
        const string sql = """
            update support_request set checked_on = @today, first_answer_overdue_on = @answer, solution_overdue_on = @solution where support_request_id = @id
            """;
        var (answer, solution) = SupportChange.OverdueDays(row, days);
        return change.ExecuteAsync(sql, new { id, today, answer, solution });
    }

    private sealed record Told(short Clock, int Level);
}
