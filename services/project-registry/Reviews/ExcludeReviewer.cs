using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Assignments;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>
/// Removes a reviewer from a batch under review. The sheets stay stored and are marked; ranking, analysis and panels count without
/// them, and assignments end, so that others can be assigned.
/// </summary>
internal static class ExcludeReviewer
{
    public static Task<ExcludeReviewerResponse> RunAsync(Store store, ServerCallContext call, ExcludeReviewerRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId));
            if (batch.State != BatchState.UnderReview)
            {
                throw BatchErrors.WrongState(batch.State, BatchState.UnderReview).ToException();
            }

            var key = new { batch.BatchId, request.ReviewerId, request.Reason, change.Now, change.Caller.Subject };
            const string sheets = """
                update review set excluded_at = @Now, excluded_by = @Subject, exclusion_reason = @Reason
                where batch_id = @BatchId and reviewer_id = @ReviewerId and excluded_at is null
                """;
            const string pairs = """
                update assignment set state = 4, reason = @Reason, reopened_at = null
                where batch_id = @BatchId and reviewer_id = @ReviewerId and state in (1, 2)
                """;
            var (excluded, ended) = (await change.ExecuteAsync(sheets, key), await change.ExecuteAsync(pairs, key));
            if (excluded + ended == 0)
            {
                throw AssignmentErrors.PairMissing.ToException();
            }

            const string remember = """
                insert into reviewer_exclusion (batch_id, reviewer_id, reason, excluded_at, excluded_by)
                values (@BatchId, @ReviewerId, @Reason, @Now, @Subject)
                on conflict do nothing
                """;
            await change.ExecuteAsync(remember, key);
            const string lacking = """
                select count(*)::int from application a
                where a.batch_id = @BatchId and a.state = 4
                    and (select count(*) from review r where r.application_id = a.application_id and r.excluded_at is null) < @MinimumReviews
                """;
            var lack = await change.ExecuteScalarAsync<int>(lacking, new { batch.BatchId, batch.MinimumReviews });
            Notify.Account(change, request.ReviewerId, new Message(
                "review.excluded", $"您在“{batch.Name}”的评审任务已结束。", $"Your reviews in “{batch.Name}” have ended.", "/reviews"));
            change.Audit("review.exclude-reviewer", "batch", request.BatchId, new { reviewer = request.ReviewerId, request.Reason, excluded, ended });
            return new ExcludeReviewerResponse { ExcludedReviews = excluded, EndedAssignments = ended, ApplicationsShort = lack };
        });
}
