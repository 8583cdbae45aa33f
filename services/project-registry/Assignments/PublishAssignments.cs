using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Assignments;

/// <summary>Publishes the proposal, once each application has its reviewers. From then on they see it.</summary>
internal static class PublishAssignments
{
    public static Task<AssignmentPlan> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, PublishAssignmentsRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId));
            if (batch.State != BatchState.UnderReview)
            {
                throw AssignmentErrors.NotUnderReview.ToException();
            }

            var board = await AssignmentBoard.ReadAsync(change.Connection, batch, change.Now, change.Cancellation);
            RefuseIncomplete(board);
            RefuseConflicts(board);
            const string sql = """
                update assignment s set state = 2, published_at = @Now, published_by = @Subject
                from application a
                where s.application_id = a.application_id and s.batch_id = @BatchId and s.state = 1 and a.state = 4
                returning s.reviewer_id
                """;
            var published = await change.QueryAsync<string>(sql, new { change.Now, change.Caller.Subject, batch.BatchId });
            await NumberAsync(change, batch.BatchId);
            foreach (var (reviewer, count) in published.CountBy(reviewer => reviewer, StringComparer.Ordinal).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                Tell(change, reviewer, batch, count);
            }

            change.Audit("assignment.publish", "batch", request.BatchId, new { pairs = published.Count });
            return PlanReply.Of(await AssignmentBoard.ReadAsync(change.Connection, batch, change.Now, change.Cancellation), catalogue, Languages.Of(call));
        });

    public static void Tell(Change change, string reviewerId, BatchRow batch, int count) => Notify.Account(change, reviewerId, new Message(
        "assignment.published",
        $"“{batch.Name}”有 {count} 项申报请您评审{(batch.ReviewUntil is { } until ? $"，请于 {CityDays.Text(until)} 前提交" : "")}。",
        $"“{batch.Name}”: {count} applications to review{(batch.ReviewUntil is { } last ? $", until {CityDays.Text(last)}" : "")}.",
        "/reviews"));

    private static void RefuseIncomplete(AssignmentBoard board)
    {
        var lacking = board.Applications.Where(application => board.PairsOf(application.ApplicationId).Count(pair => pair.IsStanding) < board.Needed).ToList();
        if (lacking.Count > 0)
        {
            throw AssignmentErrors.Incomplete(lacking.Count, [.. lacking.Take(3).Select(application => application.ProjectName)], board.Needed).ToException();
        }
    }

    /// <summary>A conflict may have been declared, or an employer entered, since the proposal.</summary>
    private static void RefuseConflicts(AssignmentBoard board)
    {
        var applications = board.Applications.ToDictionary(application => application.ApplicationId);
        foreach (var pair in board.Pairs.Where(pair => pair.State == AssignmentState.Proposed))
        {
            var reviewer = board.FindReviewer(pair.ReviewerId)!;
            if (board.ConflictOf(reviewer, applications[pair.ApplicationId]) is { } conflict)
            {
                throw AssignmentErrors.Conflict(reviewer.Name, conflict).ToException();
            }
        }
    }

    /// <summary>The number that stands for each applicant in an anonymous review; given once, in the order of the ids.</summary>
    private static Task NumberAsync(Change change, Guid batchId)
    {
        const string sql = """
            update application a set review_number = n.number
            from (
                select application_id, row_number() over (order by review_number nulls last, application_id) as number
                from application where batch_id = @batchId and (state = 4 or review_number is not null)
            ) n
            where a.application_id = n.application_id and a.review_number is null
            """;
        return change.ExecuteAsync(sql, new { batchId });
    }
}
