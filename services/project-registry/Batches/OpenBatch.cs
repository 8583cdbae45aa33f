using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Rubrics;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>DRAFT → OPEN: firms may submit; the rubric version that the batch uses stays as it is from now on.</summary>
internal static class OpenBatch
{
    public static Task<Batch> RunAsync(Store store, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            var next = BatchSteps.Take(batch.State, BatchStep.Open);
            await RubricOfBatch.FreezeAsync(change, batch);
            await batch.MoveAsync(change, next);
            change.Audit("batch.open", "batch", batch.BatchId.ToString());
            return (await BatchRow.ReadAsync(change, batch.BatchId)).ToMessage();
        });
}
