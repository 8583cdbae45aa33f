using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>Keeps an unfinished sheet, as autosave sends it. It is the caller's alone and counts nowhere.</summary>
internal static class SaveReviewDraft
{
    public static Task<ReviewDraft> RunAsync(Store store, ServerCallContext call, SaveReviewDraftRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (application, batch, _) = await OpenSheet.LockAsync(change, request.ApplicationId);
            var (points, justifications) = ScoreSheet.ReadDraft(request.Scores, batch.CriterionIds);
            var stored = await DraftRow.FindAsync(change, application.ApplicationId, change.Caller.Subject);
            Etag.Check(request.Etag, stored?.Version ?? 0);
            const string sql = $"""
                insert into review_draft as d (application_id, reviewer_id, points, justifications, comment, saved_at)
                values (@ApplicationId, @Subject, @points, @justifications, @Comment, @Now)
                on conflict on constraint review_draft_pkey do update
                set points = excluded.points, justifications = excluded.justifications, comment = excluded.comment, saved_at = excluded.saved_at,
                    version = d.version + 1
                returning {DraftRow.Columns}
                """;
            var row = await change.QuerySingleOrDefaultAsync<DraftRow>(
                sql, new { application.ApplicationId, change.Caller.Subject, points, justifications, request.Comment, change.Now });
            return row!.ToMessage(batch.CriterionIds);
        });
}
