using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>
/// Changes calendar, rubric version and how a batch is reviewed, as far as its state and the clock still let them change. A field
/// of the mask that keeps its value is no change.
/// </summary>
internal static class UpdateBatch
{
    /// <summary>The fields, and the last state in which each changes.</summary>
    private static readonly Dictionary<string, BatchState> LastStates = new(StringComparer.Ordinal)
    {
        ["rubric_version_id"] = BatchState.Draft,
        ["submit_until"] = BatchState.Open,
        ["correction_until"] = BatchState.FormalCheck,
        ["minimum_reviews"] = BatchState.FormalCheck,
        ["reviewers_per_application"] = BatchState.FormalCheck,
        ["anonymous_review"] = BatchState.FormalCheck,
        ["review_until"] = BatchState.UnderReview,
        ["planned_notice_day"] = BatchState.Ranked,
        ["notice_working_days"] = BatchState.Ranked,
        ["name"] = BatchState.Ranked,
        ["year"] = BatchState.Ranked,
    };

    public static Task<Batch> RunAsync(Store store, ServerCallContext call, UpdateBatchRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var id = Ids.Optional(request.Batch.BatchId, "batch.batch_id") ?? throw BatchErrors.NotFound.ToException();
            var stored = await BatchRow.LockAsync(change, id, request.Batch.Etag);
            var merged = Merge(stored, request);
            var figures = Figures(merged);
            BatchRules.Check(figures, stored.Rehearsal);
            figures.Calendar.CheckAgainst(BatchCalendar.Of(stored), change.Now);
            var rubric = Ids.Optional(merged.RubricVersionId, "batch.rubric_version_id") ?? stored.RubricVersionId;
            if (rubric != stored.RubricVersionId)
            {
                await RubricOfBatch.PublishedAsync(change, rubric);
            }

            await UpdateAsync(change, id, figures, rubric);
            if (stored.State == BatchState.Open && figures.Calendar.SubmitUntil is { } until && until != stored.SubmitUntil)
            {
                await TellApplicantsAsync(change, stored, until);
            }

            change.Audit("batch.update", "batch", id.ToString());
            return (await BatchRow.ReadAsync(change, id)).ToMessage();
        });

    private static Batch Merge(BatchRow stored, UpdateBatchRequest request)
    {
        IEnumerable<string> paths = request.UpdateMask is { Paths.Count: > 0 } ? request.UpdateMask.Paths : [.. LastStates.Keys];
        var present = stored.ToMessage();
        var merged = present.Clone();
        foreach (var path in paths)
        {
            if (!LastStates.TryGetValue(path, out var last))
            {
                throw BatchErrors.MaskUnknown(path).ToException();
            }

            var field = Batch.Descriptor.FindFieldByName(path).Accessor;
            var wanted = field.GetValue(request.Batch);
            if (Equals(wanted, field.GetValue(present)))
            {
                continue;
            }

            if (stored.State > last)
            {
                throw BatchErrors.FixedByNow(path, stored.State).ToException();
            }

            if (wanted is null)
            {
                field.Clear(merged);
            }
            else
            {
                field.SetValue(merged, wanted);
            }
        }

        return merged;
    }

    private static BatchFigures Figures(Batch batch) => new(
        batch.Name.Trim(),
        batch.Year,
        batch.MinimumReviews,
        batch.ReviewersPerApplication,
        batch.AnonymousReview,
        batch.NoticeWorkingDays,
        BatchCalendar.Read(batch.SubmitUntil, batch.CorrectionUntil, batch.ReviewUntil, batch.PlannedNoticeDay));

    private static Task UpdateAsync(Change change, Guid id, BatchFigures batch, Guid rubric)
    {
        const string sql = """
            update batch set name = @Name, year = @Year, minimum_reviews = @MinimumReviews, reviewers_per_application = @ReviewersPerApplication,
                anonymous_review = @AnonymousReview, notice_working_days = @NoticeWorkingDays, submit_until = @SubmitUntil,
                correction_until = @CorrectionUntil, review_until = @ReviewUntil, planned_notice_day = @PlannedNoticeDay,
                rubric_version_id = @rubric, version = version + 1
            where batch_id = @id
            """;
        return change.ExecuteAsync(sql, new
        {
            id, batch.Name, batch.Year, batch.MinimumReviews, batch.ReviewersPerApplication, batch.AnonymousReview, batch.NoticeWorkingDays, rubric,
            batch.Calendar.SubmitUntil, batch.Calendar.CorrectionUntil, batch.Calendar.ReviewUntil, batch.Calendar.PlannedNoticeDay,
        });
    }

    private static async Task TellApplicantsAsync(Change change, BatchRow batch, DateTimeOffset until)
    {
        const string sql = "select distinct organisation_code from application where batch_id = @BatchId and state <> @withdrawn order by 1 limit 100000";
        foreach (var firm in await change.QueryAsync<string>(sql, new { batch.BatchId, withdrawn = (short)ApplicationState.Withdrawn }))
        {
            Notify.Organisation(change, firm, new Message(
                "batch.submit-until",
                $"批次《{batch.Name}》的申报截止时间改为 {CityDays.Text(until)}。",
                $"Submission for the batch “{batch.Name}” now ends at {CityDays.Text(until)}, city time.",
                "/applications"));
        }
    }
}
