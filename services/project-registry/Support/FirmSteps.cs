using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>What a firm does with a request of its own.</summary>
internal static class FirmSteps
{
    public static Task<SupportRequest> AnswerAsync(Store store, ServerCallContext call, SupportStepRequest request) =>
        RunAsync(store, call, request, async (change, row, departments) =>
        {
            var answer = TextOf(request);
            var answered = await SupportChange.StepAsync(change, row, SupportStep.Answer, answer);
            PostMessage.Write(change, row, answer, byOfficial: false, isInternal: false);
            SupportNotices.Answered(change, answered, departments);
        });

    public static Task<SupportRequest> WithdrawAsync(Store store, ServerCallContext call, SupportStepRequest request) =>
        RunAsync(store, call, request, async (change, row, departments) =>
        {
            var reason = TextOf(request);
            var withdrawn = await SupportChange.StepAsync(change, row, SupportStep.Withdraw, reason, ending => ending with { EndReason = reason });
            SupportEvents.End(change, withdrawn, reason);
            SupportNotices.Withdrawn(change, withdrawn, departments);
        });

    /// <summary>A new period begins: score and solution of the former stay in its history only.</summary>
    public static Task<SupportRequest> ReopenAsync(Store store, ServerCallContext call, SupportStepRequest request) =>
        RunAsync(store, call, request, async (change, row, departments) =>
        {
            if (row.ReopenUntil is { } last && CityDays.Of(change.Now) > last && SupportSteps.After(row.State, SupportStep.Reopen) is not null)
            {
                throw SupportErrors.ReopenOver(last).ToException();
            }

            var reopened = await SupportChange.StepAsync(change, row, SupportStep.Reopen, TextOf(request), opening => opening with
            {
                Round = opening.Round + 1,
                SolvedAt = null,
                SolutionDays = null,
                SolvedInTime = null,
                SolutionText = "",
                ReopenUntil = null,
                ClosedAt = null,
                Satisfaction = null,
                SatisfactionComment = "",
                NeedId = null,
            });
            SupportEvents.Ask(change, reopened, checkDeadline: false);
            SupportNotices.Reopened(change, reopened, departments);
        });

    public static Task<SupportRequest> CloseAsync(Store store, ServerCallContext call, CloseSupportRequestRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await SupportRow.LockAsync(change, request.SupportRequestId, request.Etag);
            MustBeOwn(change, row);
            var comment = request.Comment.Trim();
            var closed = await SupportChange.StepAsync(change, row, SupportStep.Close, comment, closing => closing with
            {
                ClosedAt = change.Now,
                Satisfaction = (short)request.Satisfaction,
                SatisfactionComment = comment,
            });
            SupportNotices.Closed(change, closed, await Departments.ReadAsync(change.Connection, change.Cancellation));
            return await ReadRequests.AnswerAsync(change, call, row.SupportRequestId);
        });

    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public static string TextOf(SupportStepRequest request) => request.Text.Trim() is { Length: >= 2 } text ? text : throw SupportErrors.TextMissing.ToException();

    private static Task<SupportRequest> RunAsync(
        Store store, ServerCallContext call, SupportStepRequest request, Func<Change, SupportRow, Departments, Task> step) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await SupportRow.LockAsync(change, request.SupportRequestId, request.Etag);
            MustBeOwn(change, row);
            await step(change, row, await Departments.ReadAsync(change.Connection, change.Cancellation));
            return await ReadRequests.AnswerAsync(change, call, row.SupportRequestId);
        });

    /// <summary>Whatever other role the caller has: the step is the firm's own.</summary>
    private static void MustBeOwn(Change change, SupportRow row)
    {
        if (row.OrganisationCode != change.Caller.OrganisationCode)
        {
            throw SupportErrors.NotFound.ToException();
        }
    }
}
