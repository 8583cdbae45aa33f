using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>DRAFT → OPEN: firms may submit.</summary>
internal static class OpenBatch
{
    public static Task<Batch> RunAsync(Store store, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            await batch.MoveAsync(change, BatchSteps.Take(batch.State, BatchStep.Open));
            change.Audit("batch.open", "batch", batch.BatchId.ToString());
            return (await BatchRow.ReadAsync(change, batch.BatchId)).ToMessage();
        });
}
