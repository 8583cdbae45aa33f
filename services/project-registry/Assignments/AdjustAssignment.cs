using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>An official removes, adds or swaps one reviewer of an application. What takes a published pair's place is published at once.</summary>
internal static class AdjustAssignment
{
    public static Task<AssignmentPlan> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, AdjustAssignmentRequest request)
    {
        if (request.RemoveReviewerId == request.AddReviewerId)
        {
            throw AssignmentErrors.NothingToChange.ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (state, application) = await ApplicationRow.LockAsync(change, Guid.Parse(request.ApplicationId), LockOfBatch.Update);
            if (state is not (BatchState.FormalCheck or BatchState.UnderReview))
            {
                throw AssignmentErrors.NotInBatchState.ToException();
            }

            var batch = await BatchRow.ReadAsync(change, application.BatchId);
            var board = await AssignmentBoard.ReadAsync(change.Connection, batch, change.Now, change.Cancellation);
            var target = board.Applications.FirstOrDefault(one => one.ApplicationId == application.ApplicationId)
                ?? throw AssignmentErrors.ApplicationNotUnderReview.ToException();
            var published = request.RemoveReviewerId.Length > 0 && await RemoveAsync(change, target, request);
            if (request.AddReviewerId.Length > 0)
            {
                await AddAsync(change, board, target, request.AddReviewerId, published);
            }

            change.Audit("assignment.adjust", "application", request.ApplicationId, new { removed = request.RemoveReviewerId, added = request.AddReviewerId, request.Reason });
            return PlanReply.Of(await AssignmentBoard.ReadAsync(change.Connection, batch, change.Now, change.Cancellation), catalogue, Languages.Of(call));
        });
    }

    /// <returns>Whether the pair was published.</returns>
    private static async Task<bool> RemoveAsync(Change change, BoardApplication application, AdjustAssignmentRequest request)
    {
        var pair = await AssignmentRow.ReadAsync(change, application.ApplicationId, request.RemoveReviewerId);
        if (pair is not { IsStanding: true })
        {
            throw AssignmentErrors.PairMissing.ToException();
        }

        if (pair.Filed)
        {
            throw AssignmentErrors.Filed.ToException();
        }

        if (pair.State == AssignmentState.Proposed)
        {
            await change.ExecuteAsync("delete from assignment where application_id = @ApplicationId and reviewer_id = @ReviewerId", new { pair.ApplicationId, pair.ReviewerId });
            return false;
        }

        if (request.Reason.Trim().Length == 0)
        {
            throw AssignmentErrors.ReasonMissing.ToException();
        }

        await AssignmentRow.EndAsync(change, pair.ApplicationId, pair.ReviewerId, AssignmentState.Removed, request.Reason);
        Notify.Account(change, pair.ReviewerId, new Message("assignment.removed", "一项评审任务已由工作人员收回，无需再评分。", "An application was taken back from you; it needs no score sheet.", "/reviews"));
        return true;
    }

    private static async Task AddAsync(Change change, AssignmentBoard board, BoardApplication application, string reviewerId, bool published)
    {
        var reviewer = board.FindReviewer(reviewerId) ?? throw Reviewers.ReviewerErrors.NotFound.ToException();
        if (!reviewer.Active)
        {
            throw AssignmentErrors.Inactive(reviewer.Name).ToException();
        }

        if (board.Excluded.Contains(reviewerId))
        {
            throw AssignmentErrors.Excluded(reviewer.Name).ToException();
        }

        if (board.PairsOf(application.ApplicationId).Any(pair => pair.ReviewerId == reviewerId && pair.IsStanding))
        {
            throw AssignmentErrors.PairExists.ToException();
        }

        if (board.ConflictOf(reviewer, application) is { } conflict)
        {
            throw AssignmentErrors.Conflict(reviewer.Name, conflict).ToException();
        }

        if (board.Pairs.Count(pair => pair.ReviewerId == reviewerId && pair.IsStanding) >= reviewer.LoadLimit)
        {
            throw AssignmentErrors.LoadReached(reviewer.Name, reviewer.LoadLimit).ToException();
        }

        const string sql = """
            insert into assignment (application_id, reviewer_id, batch_id, state, fit, manual, assigned_at, published_at, published_by)
            values (@ApplicationId, @reviewerId, @BatchId, @state, @fit, true, @Now, @publishedAt, @publishedBy)
            on conflict on constraint assignment_pkey do update
            set state = excluded.state, fit = excluded.fit, manual = true, assigned_at = excluded.assigned_at, reason = '',
                published_at = excluded.published_at, published_by = excluded.published_by
            """;
        await change.ExecuteAsync(sql, new
        {
            application.ApplicationId,
            reviewerId,
            board.Batch.BatchId,
            state = (short)(published ? AssignmentState.Published : AssignmentState.Proposed),
            fit = board.FitOf(reviewer, application).Points(AssignmentRules.Current),
            change.Now,
            publishedAt = published ? change.Now : (DateTimeOffset?)null,
            publishedBy = published ? change.Caller.Subject : "",
        });
        if (published)
        {
            PublishAssignments.Tell(change, reviewerId, board.Batch, 1);
        }
    }
}
