using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// DRAFT → SUBMITTED while the batch is open and its end of submission has not passed; RETURNED → FORMAL_CHECK with what the firm
/// corrected, until the deadline of the return. The first submission's time stays the application's.
/// </summary>
internal static class SubmitApplication
{
    public static Task<Application> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, ApplicationStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (batch, application) = await ApplicationRow.LockSeenAsync(change, Sight.AsFirm(change.Caller), request.ApplicationId, request.Etag);
            var next = ApplicationSteps.Take(application.State, ApplicationStep.Submit);
            await UpdateApplication.CheckOpenAsync(change, batch, application);
            var content = application.ToOwnMessage();
            await CheckCompleteness.RequireAsync(change, catalogue, content);
            if (application.State == ApplicationState.Returned)
            {
                await SavedFields.SaveAsync(change, application.ApplicationId, content);
                await Returns.AnswerAsync(change, application);
            }

            await application.MoveAsync(change, next, submitted: application.State == ApplicationState.Draft);
            change.Audit("application.submit", "application", request.ApplicationId);
            var submitted = (await ApplicationRow.ReadAsync(change, application.ApplicationId)).ToMessage(masked: false);
            await Submissions.FileAsync(change, submitted);
            return submitted;
        });
}
