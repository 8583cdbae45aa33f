using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>One step of a locked request with all that belongs to it: clock, history, figures for statistics, audit.</summary>
internal static class SupportChange
{
    /// <summary>Steps by which the firm first hears something of the matter itself.</summary>
    private static readonly SupportStep[] Answers = [SupportStep.Ask, SupportStep.Solve, SupportStep.SolveByEvent, SupportStep.Reject];

    /// <param name="with">What else changes, before figures are taken.</param>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE.</exception>
    public static async Task<SupportRow> StepAsync(Change change, SupportRow before, SupportStep step, string note, Func<SupportRow, SupportRow>? with = null)
    {
        var state = SupportSteps.Take(before.State, step);
        var days = await WorkingDays.ReadAsync(change.Connection, change.Cancellation);
        var today = CityDays.Of(change.Now);
        var after = (with?.Invoke(before) ?? before) with { State = state, Version = before.Version + 1 };
        after = after with { Runs = WorkingClock.After(before.Runs, SupportSteps.Runs(state), after.Round, today) };
        after = Answers.Contains(step) ? Answered(after, days, today, change.Now) : after;
        after = state == SupportState.Solved ? Solved(after, days, today, change.Now) : after;
        await StoreAsync(change, after, days);
        await RecordAsync(change, after, SupportSteps.NameOf(step), note);
        change.Audit($"support-request.{SupportSteps.NameOf(step)}", "support_request", after.SupportRequestId.ToString(), new { after.DepartmentCode });
        return after;
    }

    /// <summary>A message that an official sends to the firm answers too.</summary>
    public static SupportRow Answered(SupportRow row, WorkingDays days, DateOnly today, DateTimeOffset now) => row.FirstAnsweredAt is not null
        ? row
        : row with { FirstAnsweredAt = now, FirstAnswerDays = WorkingClock.Used(days, row.Runs, today) };

    private static SupportRow Solved(SupportRow row, WorkingDays days, DateOnly today, DateTimeOffset now) => row with
    {
        SolvedAt = now,
        SolutionDays = WorkingClock.Used(days, row.Runs, today),
        SolvedInTime = WorkingClock.Used(days, row.RoundRuns, today) <= row.SolutionLimit,
        ReopenUntil = days.LastOf(today, SupportRules.Current.ReopenWorkingDays),
    };

    /// <summary>Stores what may change of a locked row, and the runs of its clock.</summary>
    public static async Task StoreAsync(Change change, SupportRow row, WorkingDays days)
    {
        const string sql = """
            update support_request set department_code = @DepartmentCode, state = @state, round = @Round, first_answered_at = @FirstAnsweredAt,
                first_answer_days = @FirstAnswerDays, solved_at = @SolvedAt, solution_days = @SolutionDays, solved_in_time = @SolvedInTime,
                solution_text = @SolutionText, reopen_until = @ReopenUntil, closed_at = @ClosedAt, satisfaction = @Satisfaction,
                satisfaction_comment = @SatisfactionComment, end_reason = @EndReason, rejection_ground = @ground, need_id = @NeedId,
                first_answer_overdue_on = @answerOverdue, solution_overdue_on = @solutionOverdue, checked_on = null, version = @Version
            where support_request_id = @SupportRequestId
            """;
        var (answerOverdue, solutionOverdue) = OverdueDays(row, days);
        await change.ExecuteAsync(sql, new
        {
            row.SupportRequestId, row.DepartmentCode, state = (short)row.State, row.Round, row.FirstAnsweredAt, row.FirstAnswerDays, row.SolvedAt, row.SolutionDays,
            row.SolvedInTime, row.SolutionText, row.ReopenUntil, row.ClosedAt, row.Satisfaction, row.SatisfactionComment, row.EndReason,
            ground = (short)row.RejectionGround, row.NeedId, answerOverdue, solutionOverdue, row.Version,
        });
        await StoreRunsAsync(change, row);
    }

    /// <summary>The days on which it is overdue, for lists; null where the clock stands in time or the request has ended.</summary>
    public static (DateOnly? FirstAnswer, DateOnly? Solution) OverdueDays(SupportRow row, WorkingDays days) => SupportSteps.IsOpen(row.State)
        ? (row.FirstAnsweredAt is null ? WorkingClock.OverdueOn(days, row.Runs, row.FirstAnswerLimit) : null, WorkingClock.OverdueOn(days, row.RoundRuns, row.SolutionLimit))
        : (null, null);

    public static Task StoreRunsAsync(Change change, SupportRow row)
    {
        const string sql = """
            insert into support_clock_run (support_request_id, number, round, started_on, stopped_on)
            select @SupportRequestId, r.number, r.round, r.started, r.stopped
            from unnest(@numbers, @rounds, @started, @stopped) as r (number, round, started, stopped)
            on conflict (support_request_id, number) do update set stopped_on = excluded.stopped_on
            where support_clock_run.stopped_on is distinct from excluded.stopped_on
            """;
        return change.ExecuteAsync(sql, new
        {
            row.SupportRequestId,
            numbers = row.Runs.Select((_, i) => i + 1).ToArray(),
            rounds = row.Runs.Select(run => run.Round).ToArray(),
            started = row.Runs.Select(run => run.StartedOn).ToArray(),
            stopped = row.Runs.Select(run => run.StoppedOn).ToArray(),
        });
    }

    public static Task RecordAsync(Change change, SupportRow row, string step, string note)
    {
        const string sql = """
            insert into support_step (support_request_id, number, taken_at, step, state, department_code, note, organisation_code, actor)
            select @SupportRequestId, count(*) + 1, @Now, @step, @state, @DepartmentCode, @note, @OrganisationCode, @Subject
            from support_step where support_request_id = @SupportRequestId
            """;
        return change.ExecuteAsync(sql, new
        {
            row.SupportRequestId, change.Now, step, state = (short)row.State, row.DepartmentCode, note, change.Caller.OrganisationCode, change.Caller.Subject,
        });
    }
}
