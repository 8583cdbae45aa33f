using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Assignments;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>
/// An official lets a reviewer file once more, or after the end of the review. A sheet that is filed goes on counting until the new one
/// takes its place.
/// </summary>
internal static class ReopenReview
{
    public static Task<OwnSheet> RunAsync(Store store, ServerCallContext call, ReopenReviewRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (batchState, application) = await ApplicationRow.LockAsync(change, Guid.Parse(request.ApplicationId), LockOfBatch.Share);
            if (batchState != BatchState.UnderReview || application.State != ApplicationState.UnderReview)
            {
                throw ReviewErrors.NotUnderReview.ToException();
            }

            if (await AssignmentRow.ReadAsync(change, application.ApplicationId, request.ReviewerId) is not { State: AssignmentState.Published } pair)
            {
                throw AssignmentErrors.PairMissing.ToException();
            }

            var batch = await BatchRow.ReadAsync(change, application.BatchId);
            var filed = await ReviewRow.FindAsync(change, application.ApplicationId, request.ReviewerId) is not null;
            if (ReviewGate.Closed(new(filed, pair.ReopenedAt is not null, PanelOpen: false, batch.ReviewUntil), change.Now) is null)
            {
                throw ReviewErrors.NothingToReopen.ToException();
            }

            const string sql = """
                update assignment set reopened_at = @Now, reopened_by = @Subject, reopen_reason = @Reason
                where application_id = @ApplicationId and reviewer_id = @ReviewerId
                """;
            await change.ExecuteAsync(sql, new { change.Now, change.Caller.Subject, request.Reason, application.ApplicationId, request.ReviewerId });
            Notify.Account(change, request.ReviewerId, new Message(
                "review.reopened", $"一份评分表已退回，请重新提交：{request.Reason}", $"A score sheet was opened again for you to file: {request.Reason}", $"/reviews/{application.ApplicationId}"));
            change.Audit("review.reopen", "application", request.ApplicationId, new { reviewer = request.ReviewerId, request.Reason });
            // What the official is told of the sheet is its state, not its draft.
            var sheet = (await GetOwnSheet.ReadAsync(change.Connection, application.ApplicationId, request.ReviewerId, change.Now, Languages.Of(call), change.Cancellation))!;
            sheet.Draft = null;
            return sheet;
        });
}
