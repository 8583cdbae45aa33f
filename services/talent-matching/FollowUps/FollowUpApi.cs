using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.FollowUps;

/// <inheritdoc cref="FollowUpService"/>
internal sealed class FollowUpApi(Store store, TimeProvider clock, LeavingReasons reasons, ReportLeaving leaving) : FollowUpService.FollowUpServiceBase
{
    private const string Readers = $"{Roles.Enterprise},{Roles.University},{Roles.Talent},{Roles.Official}";
    private const string Sides = $"{Roles.Enterprise},{Roles.University},{Roles.Talent}";

    [Authorize(Roles = Readers)]
    public override Task<ListFollowUpsResponse> ListFollowUps(ListFollowUpsRequest request, ServerCallContext context) =>
        FollowUps.ListFollowUps.RunAsync(store, clock, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Readers)]
    public override Task<PlacementHistory> GetPlacementHistory(GetPlacementHistoryRequest request, ServerCallContext context) =>
        PlacementHistories.GetAsync(store, clock, request, Caller.Of(context), context.CancellationToken);

    [Authorize(Roles = Sides)]
    public override Task<FollowUp> ReportFollowUp(ReportFollowUpRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => FollowUps.ReportFollowUp.RunAsync(change, request));

    [Authorize(Roles = Sides)]
    public override Task<PlacementHistory> ReportLeaving(ReportLeavingRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => leaving.RunAsync(change, request));

    [Authorize(Roles = Sides)]
    public override Task<PlacementHistory> RetractLeaving(RetractLeavingRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => FollowUps.RetractLeaving.RunAsync(change, request));

    [Authorize(Roles = Readers)]
    public override Task<ListLeavingReasonsResponse> ListLeavingReasons(ListLeavingReasonsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListLeavingReasonsResponse { Reasons = { reasons.All } });
}
