using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Eligibility;
using Platform.ProjectRegistry.Letters;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// Passes or fails the formal check: FORMAL_CHECK → UNDER_REVIEW or REJECTED. One that was returned and not corrected in time may be
/// failed, too: RETURNED → REJECTED.
/// </summary>
internal static class DecideFormalCheck
{
    public static Task<Application> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, DecideFormalCheckRequest request)
    {
        if (!request.Passed && string.IsNullOrWhiteSpace(request.Reason))
        {
            throw ApplicationErrors.ReasonMissing.ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (_, application) = await ApplicationRow.LockSeenAsync(change, Sight.AsOfficial(change.Caller), request.ApplicationId, request.Etag);
            var step = request.Passed ? ApplicationStep.PassFormalCheck : ApplicationStep.FailFormalCheck;
            var next = ApplicationSteps.Take(application.State, step);
            if (application.State == ApplicationState.Returned && application.CorrectionDeadline >= change.Now)
            {
                throw ApplicationErrors.CorrectionRuns(application.CorrectionDeadline).ToException();
            }

            if (request.Passed)
            {
                await PassingFormalCheck.RequireAsync(change, application, request.Statement);
            }
            else
            {
                await PassingFormalCheck.WriteAsync(change, [application.ApplicationId], passed: false, "");
            }

            await application.MoveAsync(change, next, reason: request.Passed ? "" : request.Reason);
            if (!request.Passed)
            {
                await IssueLetters.RunAsync(change, catalogue, application.BatchId, [(application.ApplicationId, LetterKind.FormalCheckFailed)]);
            }

            change.Audit("application.decide-formal-check", "application", request.ApplicationId, new { request.Passed });
            return (await ApplicationRow.ReadAsync(change, application.ApplicationId)).ToMessage(masked: false);
        });
    }
}
