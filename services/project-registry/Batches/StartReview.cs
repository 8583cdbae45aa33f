using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>FORMAL_CHECK → UNDER_REVIEW, once each application was decided.</summary>
internal static class StartReview
{
    private static readonly short[] Undecided = [(short)ApplicationState.FormalCheck, (short)ApplicationState.Returned];

    public static Task<Batch> RunAsync(Store store, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            var next = BatchSteps.Take(batch.State, BatchStep.StartReview);
            const string sql = "select count(*)::int from application where batch_id = @BatchId and submitted_at is not null and state = any(@undecided)";
            var undecided = await change.ExecuteScalarAsync<int>(sql, new { batch.BatchId, undecided = Undecided });
            if (undecided > 0)
            {
                throw BatchErrors.Undecided(undecided).ToException();
            }

            await batch.MoveAsync(change, next);
            change.Audit("batch.start-review", "batch", batch.BatchId.ToString());
            return (await BatchRow.ReadAsync(change, batch.BatchId)).ToMessage();
        });
}
