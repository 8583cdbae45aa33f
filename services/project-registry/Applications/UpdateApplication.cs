using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// Saves a draft or a correction while the firm works on it; an empty mask means all fields that a firm may change. After the deadline
/// nothing is saved any more, and what was saved before stays.
/// </summary>
internal static class UpdateApplication
{
    public static Task<Application> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, UpdateApplicationRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            if (!Guid.TryParse(request.Application.ApplicationId, out var id))
            {
                throw ApplicationErrors.NotFound.ToException();
            }

            var (batch, stored) = await ApplicationRow.LockSeenAsync(change, Sight.AsFirm(change.Caller), request.Application.ApplicationId, request.Application.Etag);
            await CheckOpenAsync(change, batch, stored);
            var before = stored.ToOwnMessage();
            var merged = ApplicationFields.Merge(before, request.Application, request.UpdateMask);
            ApplicationFields.CheckDraft(merged, catalogue);
            if (merged.Equals(before))
            {
                return before;
            }

            await (stored.State == ApplicationState.Returned ? SavedFields.SaveCorrectionAsync(change, id, merged) : SavedFields.SaveAsync(change, id, merged));
            change.Audit("application.update", "application", id.ToString());
            return (await ApplicationRow.ReadAsync(change, id)).ToOwnMessage();
        });

    /// <summary>Whether the firm may still change it: a draft until the end of submission, a correction until its deadline.</summary>
    /// <exception cref="Chassis.Errors.FailedException">WRONG_STATE, DEADLINE_PASSED.</exception>
    public static async Task CheckOpenAsync(Change change, BatchState batch, ApplicationRow application)
    {
        switch (application.State)
        {
            case ApplicationState.Draft when batch != BatchState.Open:
                throw ApplicationErrors.BatchNotOpen.ToException();
            case ApplicationState.Draft:
                await SubmissionDeadline.CheckAsync(change, application.BatchId);
                break;
            case ApplicationState.Returned when application.CorrectionDeadline < change.Now:
                throw ApplicationErrors.CorrectionEnded(application.CorrectionDeadline).ToException();
            case ApplicationState.Returned:
                break;
            default:
                throw ApplicationErrors.WrongState(application.State).ToException();
        }
    }
}
