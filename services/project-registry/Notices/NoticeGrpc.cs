using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Notices;

/// <summary>Public notices, open to everyone.</summary>
[AllowAnonymous]
public sealed class NoticeGrpc(Store store, TimeProvider clock) : NoticeService.NoticeServiceBase
{
    public override Task<Notice> GetNotice(GetNoticeRequest request, ServerCallContext context) =>
        Notices.GetNotice.RunAsync(store, clock, context, request);

    public override Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context) =>
        Notices.ListNotices.RunAsync(store, clock, context, request);
}
