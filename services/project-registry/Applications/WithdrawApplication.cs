using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.ProjectRegistry.Selection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// Ends an application before admission. Before the notice a stored selection is void, as its seat is free again; during the
/// notice the seat stays empty.
/// </summary>
internal static class WithdrawApplication
{
    public static Task<Application> RunAsync(Store store, ServerCallContext call, ApplicationStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (batchState, application) = await ApplicationRow.LockSeenAsync(change, Sight.AsFirm(change.Caller), request.ApplicationId, request.Etag, LockOfBatch.Update);
            await application.MoveAsync(change, ApplicationSteps.Take(application.State, ApplicationStep.Withdraw));
            if (batchState == BatchState.Ranked)
            {
                await StoredSelection.VoidAsync(change, await BatchRow.ReadAsync(change, application.BatchId));
            }

            change.Audit("application.withdraw", "application", request.ApplicationId);
            return (await ApplicationRow.ReadAsync(change, application.ApplicationId)).ToMessage(masked: false);
        });
}
