using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>OPEN → FORMAL_CHECK: no more submissions; every submitted application is put under formal check, drafts stay drafts.</summary>
internal static class StartFormalCheck
{
    public static Task<Batch> RunAsync(Store store, ServerCallContext call, BatchStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var batch = await BatchRow.LockAsync(change, Guid.Parse(request.BatchId), request.Etag);
            await batch.MoveAsync(change, BatchSteps.Take(batch.State, BatchStep.StartFormalCheck));
            var moved = await ApplicationRow.MoveAllAsync(change, batch.BatchId, ApplicationState.Submitted, ApplicationStep.StartFormalCheck);
            change.Audit("batch.start-formal-check", "batch", batch.BatchId.ToString(), new { applications = moved });
            return (await BatchRow.ReadAsync(change, batch.BatchId)).ToMessage();
        });
}
