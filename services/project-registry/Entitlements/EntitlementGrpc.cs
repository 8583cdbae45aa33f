using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Who may see what firms are entitled to.</summary>
public sealed class EntitlementGrpc(Store store, TimeProvider clock) : EntitlementService.EntitlementServiceBase
{
    private const string Known = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Known)]
    public override Task<ListEntitlementsResponse> ListEntitlements(ListEntitlementsRequest request, ServerCallContext context) => Entitlements.ListEntitlements.RunAsync(store, context, request);

    [Authorize(Roles = Known)]
    public override Task<ListUnclaimedResponse> ListUnclaimed(ListUnclaimedRequest request, ServerCallContext context) => Entitlements.ListUnclaimed.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<EntitlementReport> GetEntitlementReport(GetEntitlementReportRequest request, ServerCallContext context) => Entitlements.GetEntitlementReport.RunAsync(store, clock, context, request);
}
