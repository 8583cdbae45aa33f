using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Calendar;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>A message of the thread. The department's first one to the firm is its first answer; an internal note of officials is none.</summary>
internal static class PostMessage
{
    public static Task<SupportRequest> RunAsync(Store store, ServerCallContext call, PostSupportMessageRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await SupportRow.LockAsync(change, request.SupportRequestId, "");
            var departments = await Departments.ReadAsync(change.Connection, change.Cancellation);
            var own = row.OrganisationCode == change.Caller.OrganisationCode && change.Caller.Is(Roles.Enterprise);
            Check(change, row, departments, own, request.Internal);
            Write(change, row, request.Text.Trim(), byOfficial: !own, request.Internal);
            if (!request.Internal)
            {
                SupportNotices.Message(change, row, departments, byOfficial: !own);
                await StoreAnswerAsync(change, row, own);
            }

            change.Audit("support-request.message", "support_request", request.SupportRequestId, new { request.Internal });
            return await ReadRequests.AnswerAsync(change, call, row.SupportRequestId);
        });

    public static void Write(Change change, SupportRow row, string text, bool byOfficial, bool isInternal) => change.Write(
        """
        insert into support_message (message_id, support_request_id, created_at, organisation_code, by_official, internal, text)
        values ($1, $2, $3, $4, $5, $6, $7)
        """,
        change.NewId(), row.SupportRequestId, change.Now.UtcDateTime, change.Caller.OrganisationCode, byOfficial, isInternal, text);

    private static void Check(Change change, SupportRow row, Departments departments, bool own, bool isInternal)
    {
        if (row.State is SupportState.Rejected or SupportState.Withdrawn)
        {
            throw SupportErrors.WrongState(row.State).ToException();
        }

        if (own && isInternal)
        {
            throw SupportErrors.InternalByFirm.ToException();
        }

        if (!own && !isInternal && !departments.MayHandle(change.Caller, row.DepartmentCode))
        {
            throw SupportErrors.OtherDepartment.ToException();
        }
    }

    private static async Task StoreAnswerAsync(Change change, SupportRow row, bool own)
    {
        if (own || row.FirstAnsweredAt is not null)
        {
            return;
        }

        var days = await WorkingDays.ReadAsync(change.Connection, change.Cancellation);
        var answered = SupportChange.Answered(row, days, CityDays.Of(change.Now), change.Now);
        await SupportChange.StoreAsync(change, answered with { Version = row.Version + 1 }, days);
    }
}
