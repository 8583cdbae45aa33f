using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>What officials of the department do with a request that lies with it.</summary>
internal static class DepartmentSteps
{
    public static Task<SupportRequest> TakeAsync(Store store, ServerCallContext call, SupportStepRequest request) =>
        RunAsync(store, call, request, async (change, row, _) => await SupportChange.StepAsync(change, row, SupportStep.Take, request.Text.Trim()));

    public static Task<SupportRequest> AskAsync(Store store, ServerCallContext call, SupportStepRequest request) =>
        RunAsync(store, call, request, async (change, row, _) =>
        {
            var question = FirmSteps.TextOf(request);
            var asked = await SupportChange.StepAsync(change, row, SupportStep.Ask, question);
            PostMessage.Write(change, row, question, byOfficial: true, isInternal: false);
            SupportNotices.Asked(change, asked);
        });

    public static Task<SupportRequest> SolveAsync(Store store, ServerCallContext call, SupportStepRequest request) =>
        RunAsync(store, call, request, async (change, row, _) =>
        {
            var done = FirmSteps.TextOf(request);
            var solved = await SupportChange.StepAsync(change, row, SupportStep.Solve, done, solving => solving with { SolutionText = done });
            SupportEvents.End(change, solved, done);
            SupportNotices.Solved(change, solved);
        });

    public static Task<SupportRequest> RejectAsync(Store store, ServerCallContext call, RejectSupportRequestRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await LockAsync(change, request.SupportRequestId, request.Etag);
            if (request.Ground == RejectionGround.NoAnswer && row.State != SupportState.WaitingForFirm)
            {
                throw SupportErrors.NotWaiting.ToException();
            }

            var reason = request.Reason.Trim();
            var rejected = await SupportChange.StepAsync(
                change, row, SupportStep.Reject, reason, rejecting => rejecting with { EndReason = reason, RejectionGround = request.Ground });
            SupportEvents.End(change, rejected, reason);
            SupportNotices.Rejected(change, rejected);
            return await ReadRequests.AnswerAsync(change, call, row.SupportRequestId);
        });

    /// <summary>To another department; the coordinating office moves also what lies elsewhere. The clock runs on.</summary>
    public static Task<SupportRequest> TransferAsync(Store store, ServerCallContext call, TransferSupportRequestRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await SupportRow.LockAsync(change, request.SupportRequestId, request.Etag);
            var departments = await Departments.ReadAsync(change.Connection, change.Cancellation);
            if (!departments.Coordinates(change.Caller) && !departments.MayHandle(change.Caller, row.DepartmentCode))
            {
                throw SupportErrors.OtherDepartment.ToException();
            }

            var to = departments.Find(request.DepartmentCode) ?? throw SupportErrors.NoSuchDepartment.ToException();
            if (!to.Active)
            {
                throw SupportErrors.DepartmentInactive.ToException();
            }

            if (to.DepartmentCode == row.DepartmentCode)
            {
                throw SupportErrors.SameDepartment.ToException();
            }

            var moved = await SupportChange.StepAsync(
                change, row, SupportStep.Transfer, request.Note.Trim(), moving => moving with { DepartmentCode = to.DepartmentCode });
            SupportNotices.Transferred(change, moved, departments);
            return await ReadRequests.AnswerAsync(change, call, row.SupportRequestId);
        });

    private static Task<SupportRequest> RunAsync(
        Store store, ServerCallContext call, SupportStepRequest request, Func<Change, SupportRow, Departments, Task> step) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, departments) = await LockAsync(change, request.SupportRequestId, request.Etag);
            await step(change, row, departments);
            return await ReadRequests.AnswerAsync(change, call, row.SupportRequestId);
        });

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, ETAG_MISMATCH, OTHER_DEPARTMENT.</exception>
    private static async Task<(SupportRow Row, Departments Departments)> LockAsync(Change change, string id, string etag)
    {
        var row = await SupportRow.LockAsync(change, id, etag);
        var departments = await Departments.ReadAsync(change.Connection, change.Cancellation);
        return departments.MayHandle(change.Caller, row.DepartmentCode) ? (row, departments) : throw SupportErrors.OtherDepartment.ToException();
    }
}
