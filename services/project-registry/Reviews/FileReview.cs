using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Files the caller's score sheet; filed again while the application is under review it replaces the former one.</summary>
internal static class FileReview
{
    public static Task<Review> RunAsync(Store store, ServerCallContext call, FileReviewRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (batchState, application) = await ApplicationRow.LockAsync(change, Guid.Parse(request.ApplicationId), LockOfBatch.Share);
            if (application.SubmittedAt is null)
            {
                throw ApplicationErrors.NotFound.ToException();
            }

            if (batchState != BatchState.UnderReview || application.State != ApplicationState.UnderReview)
            {
                throw ReviewErrors.NotUnderReview.ToException();
            }

            if (application.OrganisationCode == change.Caller.OrganisationCode)
            {
                throw ReviewErrors.Recusal.ToException();
            }

            var batch = await BatchRow.ReadAsync(change, application.BatchId);
            var points = ScoreSheet.Read(request.Scores, batch.CriterionIds);
            RubricRules.CheckOnScale(points, batch);
            var row = await UpsertAsync(change, application, points, request.Comment);
            change.Audit("review.file", "application", request.ApplicationId);
            return row.ToMessage(batch.CriterionIds);
        });

    private static async Task<ReviewRow> UpsertAsync(Change change, ApplicationRow application, short[] points, string comment)
    {
        const string sql = """
            insert into review (review_id, batch_id, application_id, reviewer_id, points, comment, filed_at)
            values (@id, @BatchId, @ApplicationId, @Subject, @points, @comment, @Now)
            on conflict on constraint review_once do update
            set points = excluded.points, comment = excluded.comment, filed_at = excluded.filed_at
            returning review_id, application_id, reviewer_id, points, comment, filed_at
            """;
        return (await change.QuerySingleOrDefaultAsync<ReviewRow>(sql, new
        {
            id = change.NewId(), application.BatchId, application.ApplicationId, change.Caller.Subject, points, comment, change.Now,
        }))!;
    }
}
