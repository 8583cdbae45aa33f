using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Reviews;

/// <summary>How a batch is scored. Fixed when the review begins, so that nobody chooses a method by its result.</summary>
internal static class ReviewRulesOfBatch
{
    public static async Task<ReviewRules> GetAsync(Store store, ServerCallContext call, GetReviewRulesRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return ToMessage(await BatchRow.ReadAsync(connection, Guid.Parse(request.BatchId), call.CancellationToken));
    }

    public static Task<ReviewRules> SetAsync(Store store, ServerCallContext call, SetReviewRulesRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            if (batch.State >= BatchState.UnderReview)
            {
                throw ReviewErrors.RulesFixed.ToException();
            }

            const string sql = "update batch set normalisation = @method, justification_required = @JustificationRequired, version = version + 1 where batch_id = @BatchId";
            await change.ExecuteAsync(sql, new { method = (short)request.Normalisation, request.JustificationRequired, batch.BatchId });
            change.Audit("batch.set-review-rules", "batch", request.BatchId, new { method = request.Normalisation.ToString(), request.JustificationRequired });
            return ToMessage(await BatchRow.ReadAsync(change, batch.BatchId));
        });

    private static ReviewRules ToMessage(BatchRow batch)
    {
        var rules = CityRules.Current;
        return new ReviewRules
        {
            BatchId = batch.BatchId.ToString(),
            Normalisation = batch.Normalisation,
            JustificationRequired = batch.JustificationRequired,
            AnonymousReview = batch.AnonymousReview,
            TrimBp = rules.TrimBp,
            DisagreementRangePoints = rules.DisagreementRangePoints,
            DisagreementDeviationPoints = rules.DisagreementDeviationPoints,
            MinimumJustificationLength = rules.MinimumJustificationLength,
        };
    }
}
