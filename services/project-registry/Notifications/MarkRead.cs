using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notifications;

/// <summary>One of an organisation reads for all of it: the matter is known there.</summary>
internal static class MarkRead
{
    private const string Sql = """
        update notification set read_at = @Now
        where read_at is null
            and ((organisation_code = @organisation and organisation_code <> '') or (account_id = @account and account_id <> ''))
            and (@all or notification_id = any(@ids))
        """;

    public static Task<MarkNotificationsReadResponse> RunAsync(Store store, ServerCallContext call, MarkNotificationsReadRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change => new MarkNotificationsReadResponse
        {
            Marked = await change.ExecuteAsync(Sql, new
            {
                change.Now,
                organisation = change.Caller.OrganisationCode,
                account = change.Caller.Subject,
                all = request.NotificationIds.Count == 0,
                ids = request.NotificationIds.Select(Guid.Parse).ToArray(),
            }),
        });
}
