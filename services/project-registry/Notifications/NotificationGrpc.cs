using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notifications;

[Authorize]
public sealed class NotificationGrpc(Store store) : NotificationService.NotificationServiceBase
{
    public override Task<ListNotificationsResponse> ListNotifications(ListNotificationsRequest request, ServerCallContext context) =>
        Notifications.ListNotifications.RunAsync(store, context, request);

    public override Task<MarkNotificationsReadResponse> MarkNotificationsRead(MarkNotificationsReadRequest request, ServerCallContext context) =>
        MarkRead.RunAsync(store, context, request);
}
