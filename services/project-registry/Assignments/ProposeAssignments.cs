using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Reviewers;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>Fills what lacks by the least cost. Published pairs and those that an official set stay; a former proposal is replaced.</summary>
internal static class ProposeAssignments
{
    public static Task<AssignmentPlan> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, ProposeAssignmentsRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId));
            if (batch.State is not (BatchState.FormalCheck or BatchState.UnderReview))
            {
                throw AssignmentErrors.NotInBatchState.ToException();
            }

            var board = await AssignmentBoard.ReadAsync(change.Connection, batch, change.Now, change.Cancellation);
            var plan = PlanOf(board, request.ReviewerIds);
            var language = Languages.Of(call);
            if (!plan.Feasible)
            {
                return PlanReply.Of(board, catalogue, language, plan);
            }

            await change.ExecuteAsync("delete from assignment where batch_id = @BatchId and state = 1 and not manual", new { batch.BatchId });
            await InsertAsync(change, batch.BatchId, plan.Pairs);
            change.Audit("assignment.propose", "batch", request.BatchId, new { pairs = plan.Pairs.Count, plan.Objective });
            return PlanReply.Of(await AssignmentBoard.ReadAsync(change.Connection, batch, change.Now, change.Cancellation), catalogue, language, plan);
        });

    /// <summary>The plan for the gaps that the kept pairs leave.</summary>
    /// <param name="among">Reviewers to choose from; empty: the whole pool.</param>
    internal static Plan PlanOf(AssignmentBoard board, IReadOnlyCollection<string> among)
    {
        var kept = board.Pairs.Where(pair => pair.State == AssignmentState.Published || (pair.State == AssignmentState.Proposed && pair.Manual)).ToList();
        var load = kept.CountBy(pair => pair.ReviewerId, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var active = board.Available.Where(reviewer => among.Count == 0 || among.Contains(reviewer.ReviewerId)).ToList();
        return AssignmentPlanner.Solve(
            board.Applications.Select(application => NeedOf(board, application, active)),
            active.Select(reviewer => new PlanReviewer(reviewer.ReviewerId, load.GetValueOrDefault(reviewer.ReviewerId), reviewer.LoadLimit)),
            AssignmentRules.Current.BalanceStep);
    }

    private static PlanApplication NeedOf(AssignmentBoard board, BoardApplication application, IReadOnlyList<ReviewerRow> active)
    {
        // Whoever is there, declined or was removed is no option again; a former proposal is.
        var pairs = board.PairsOf(application.ApplicationId).Where(pair => pair.State != AssignmentState.Proposed || pair.Manual).ToList();
        var needed = board.Needed - pairs.Count(pair => pair.IsStanding);
        if (needed <= 0)
        {
            return new(application.ApplicationId, 0, []);
        }

        var taken = pairs.Select(pair => pair.ReviewerId).ToHashSet(StringComparer.Ordinal);
        return new(application.ApplicationId, needed,
        [
            .. active.Where(reviewer => !taken.Contains(reviewer.ReviewerId) && board.ConflictOf(reviewer, application) is null)
                .Select(reviewer => new PlanOption(reviewer.ReviewerId, board.FitOf(reviewer, application).Points(AssignmentRules.Current))),
        ]);
    }

    private static Task InsertAsync(Change change, Guid batchId, IReadOnlyList<PlanPair> pairs)
    {
        const string sql = """
            insert into assignment (application_id, reviewer_id, batch_id, state, fit, manual, assigned_at)
            select p.application_id, p.reviewer_id, @batchId, 1, p.fit, false, @Now
            from unnest(@applications, @reviewers, @fits) as p (application_id, reviewer_id, fit)
            """;
        return change.ExecuteAsync(sql, new
        {
            batchId,
            change.Now,
            applications = pairs.Select(pair => pair.ApplicationId).ToArray(),
            reviewers = pairs.Select(pair => pair.ReviewerId).ToArray(),
            fits = pairs.Select(pair => pair.Fit).ToArray(),
        });
    }
}
