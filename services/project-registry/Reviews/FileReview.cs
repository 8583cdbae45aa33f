using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Files the caller's score sheet. Filed again, the former sheet stays as a version.</summary>
internal static class FileReview
{
    public static Task<Review> RunAsync(Store store, ServerCallContext call, FileReviewRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (application, batch, filed) = await OpenSheet.LockAsync(change, request.ApplicationId);
            Etag.Check(request.Etag, filed?.Version ?? 0);
            var points = ScoreSheet.Read(request.Scores, batch.CriterionIds);
            RubricRules.CheckOnScale(points, batch);
            var sheet = new FiledSheet(
                points,
                ScoreSheet.ReadJustifications(request.Scores, batch.CriterionIds, batch.JustificationRequired ? CityRules.Current.MinimumJustificationLength : 0),
                request.Comment);
            var row = filed is null
                ? await InsertAsync(change, application.BatchId, application.ApplicationId, sheet)
                : await ReplaceAsync(change, filed, sheet);
            var key = new { application.ApplicationId, change.Caller.Subject };
            await change.ExecuteAsync("delete from review_draft where application_id = @ApplicationId and reviewer_id = @Subject", key);
            await change.ExecuteAsync("update assignment set reopened_at = null where application_id = @ApplicationId and reviewer_id = @Subject", key);
            change.Audit("review.file", "application", request.ApplicationId, new { row.Version });
            return row.ToMessage(batch.CriterionIds);
        });

    private static async Task<ReviewRow> InsertAsync(Change change, Guid batchId, Guid applicationId, FiledSheet sheet)
    {
        const string sql = $"""
            insert into review (review_id, batch_id, application_id, reviewer_id, points, justifications, comment, filed_at)
            values (@id, @batchId, @applicationId, @Subject, @Points, @Justifications, @Comment, @Now)
            returning {ReviewRow.Columns}
            """;
        return (await change.QuerySingleOrDefaultAsync<ReviewRow>(sql, new
        {
            id = change.NewId(), batchId, applicationId, change.Caller.Subject, sheet.Points, sheet.Justifications, sheet.Comment, change.Now,
        }))!;
    }

    private static async Task<ReviewRow> ReplaceAsync(Change change, ReviewRow filed, FiledSheet sheet)
    {
        const string keep = """
            insert into review_version (review_id, version, points, justifications, comment, filed_at)
            select review_id, version, points, justifications, comment, filed_at from review where review_id = @ReviewId
            """;
        await change.ExecuteAsync(keep, new { filed.ReviewId });
        const string sql = $"""
            update review set points = @Points, justifications = @Justifications, comment = @Comment, filed_at = @Now, version = version + 1
            where review_id = @ReviewId
            returning {ReviewRow.Columns}
            """;
        return (await change.QuerySingleOrDefaultAsync<ReviewRow>(sql, new { filed.ReviewId, sheet.Points, sheet.Justifications, sheet.Comment, change.Now }))!;
    }

    private sealed record FiledSheet(short[] Points, string[] Justifications, string Comment);
}
