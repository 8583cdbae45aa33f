using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Calendar;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Reviews;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notices;

/// <summary>
/// Fills free seats of a published list by <see cref="WaitlistRerun"/>. A project that moves up is noticed for the batch's full number
/// of working days from today on, as the public has not seen it yet; the others keep their days.
/// </summary>
internal static class FillVacancies
{
    public static Task<FillVacanciesResponse> RunAsync(Store store, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            if (batch.State != BatchState.PublicNotice)
            {
                throw BatchErrors.WrongState(batch.State, BatchState.PublicNotice).ToException();
            }

            var (moved, last) = await FillAsync(change, batch);
            change.Audit("batch.fill-vacancies", "batch", request.BatchId, new { moved = moved.Count });
            return new FillVacanciesResponse
            {
                MovedUpApplicationIds = { moved.Select(candidate => candidate.ApplicationId.ToString()) }, NoticeLastDay = moved.Count > 0 ? CityDays.Text(last) : "",
            };
        });

    /// <summary>Of the locked batch in public notice; those that moved up, in order of rank, and the last day of their notice.</summary>
    public static async Task<(IReadOnlyList<Candidate> MovedUp, DateOnly LastDay)> FillAsync(Change change, BatchRow batch)
    {
        var rows = await RankedRow.ReadAsync(change.Connection, batch.BatchId, change.Cancellation);
        List<Candidate> onList = [.. rows.Where(row => row.State == ApplicationState.PublicNotice).Select(row => row.ToCandidate())];
        List<Candidate> remaining = [.. rows.Where(row => row.State == ApplicationState.Ranked && row.IsCandidate).Select(row => row.ToCandidate())];
        var moved = WaitlistRerun.MovingUp(onList, remaining, batch.Capacity, batch.Quotas);
        var first = CityDays.Of(change.Now);
        var last = (await WorkingDays.ReadAsync(change.Connection, change.Cancellation)).LastOf(first, batch.NoticeWorkingDays);
        await MoveUpAsync(change, batch, moved, first, last);
        await StoreOutcomesAsync(change, batch, rows, remaining, moved);
        await change.ExecuteAsync("update batch set version = version + 1 where batch_id = @BatchId", new { batch.BatchId });
        return (moved, last);
    }

    private static async Task MoveUpAsync(Change change, BatchRow batch, IReadOnlyList<Candidate> moved, DateOnly first, DateOnly last)
    {
        const string sql = """
            with moved as (
                update application set state = @to, version = version + 1
                where application_id = any(@ids) and state = @from
                returning application_id, organisation_code, project_name
            ), noticed as (
                insert into notice_addition (application_id, batch_id, first_day, last_day)
                select application_id, @BatchId, @first, @last from moved
            )
            select application_id, organisation_code, project_name from moved order by application_id
            """;
        var told = await change.QueryAsync<(Guid Id, string Firm, string Name)>(sql, new
        {
            batch.BatchId, first, last, ids = moved.Select(candidate => candidate.ApplicationId).ToArray(), from = (short)ApplicationState.Ranked,
            to = (short)ApplicationSteps.Take(ApplicationState.Ranked, ApplicationStep.PublishNotice),
        });
        foreach (var (id, firm, name) in told)
        {
            Notify.Organisation(change, firm, new Message(
                "application.moved-up", $"“{name}”递补进入拟入库名单，公示至 {CityDays.Text(last)}。", $"“{name}” moved up onto the list; its notice runs to {CityDays.Text(last)}.", $"/applications/{id}"));
            change.Audit("application.move-up", "application", id.ToString(), new { first, last });
        }
    }

    /// <summary>Those that left the list hold no seat any more; the best of the rest are the waitlist.</summary>
    private static Task StoreOutcomesAsync(Change change, BatchRow batch, IReadOnlyList<RankedRow> rows, IReadOnlyList<Candidate> remaining, IReadOnlyList<Candidate> moved)
    {
        var waitlist = CityRules.Current.WaitlistFor(batch.Capacity);
        var up = moved.Select(candidate => candidate.Rank).ToHashSet();
        List<(int Rank, SelectionOutcome Outcome, OutcomeReason? Reason)> changed =
        [
            .. rows.Where(row => row.Outcome == SelectionOutcome.Selected && row.State is ApplicationState.Withdrawn or ApplicationState.Rejected)
                .Select(row => (row.Rank, SelectionOutcome.NotSelected, (OutcomeReason?)OutcomeReason.LeftList)),
            .. moved.Select(candidate => (candidate.Rank, SelectionOutcome.Selected, (OutcomeReason?)OutcomeReason.MovedUp)),
            .. remaining.Where(candidate => !up.Contains(candidate.Rank)).Select((candidate, i) =>
                (candidate.Rank, i < waitlist ? SelectionOutcome.Waitlisted : SelectionOutcome.NotSelected, (OutcomeReason?)null)),
        ];
        const string sql = """
            update ranking r set outcome = o.outcome, outcome_reason = coalesce(o.reason, r.outcome_reason),
                outcome_kind = case when o.reason is null then r.outcome_kind else 0 end
            from unnest(@ranks, @outcomes, @reasons) as o (rank, outcome, reason)
            where r.batch_id = @BatchId and r.rank = o.rank
            """;
        return change.ExecuteAsync(sql, new
        {
            batch.BatchId,
            ranks = changed.Select(one => one.Rank).ToArray(),
            outcomes = changed.Select(one => (short)one.Outcome).ToArray(),
            reasons = changed.Select(one => (short?)one.Reason).ToArray(),
        });
    }
}
