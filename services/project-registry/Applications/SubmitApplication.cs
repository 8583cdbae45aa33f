using Grpc.Core;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>DRAFT → SUBMITTED, while the batch is open and its end of submission has not passed.</summary>
internal static class SubmitApplication
{
    public static Task<Application> RunAsync(Store store, ServerCallContext call, ApplicationStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (batch, application) = await ApplicationRow.LockSeenAsync(change, Sight.AsFirm(change.Caller), request.ApplicationId, request.Etag);
            var next = ApplicationSteps.Take(application.State, ApplicationStep.Submit);
            if (batch != BatchState.Open)
            {
                throw ApplicationErrors.BatchNotOpen.ToException();
            }

            await SubmissionDeadline.CheckAsync(change, application.BatchId);
            ApplicationFields.CheckComplete(application);
            await application.MoveAsync(change, next, submitted: true);
            change.Audit("application.submit", "application", request.ApplicationId);
            return (await ApplicationRow.ReadAsync(change, application.ApplicationId)).ToMessage(masked: false);
        });
}
