using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Placements;

/// <inheritdoc cref="PlacementService"/>
internal sealed class PlacementApi(Store store, RecordStart recordStart) : PlacementService.PlacementServiceBase
{
    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Placement> OfferPlacement(OfferPlacementRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Placements.OfferPlacement.RunAsync(change, request));

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Placement> InviteToInterview(InviteToInterviewRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => Placements.OfferPlacement.InviteAsync(change, request));

    [Authorize(Roles = $"{Roles.University},{Roles.Talent}")]
    public override Task<Placement> AcceptPlacement(AcceptPlacementRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => AnswerPlacement.AcceptAsync(change, request));

    [Authorize(Roles = $"{Roles.University},{Roles.Talent}")]
    public override Task<Placement> DeclinePlacement(PlacementStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => AnswerPlacement.DeclineAsync(change, request));

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Placement> WithdrawPlacement(PlacementStepRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => AnswerPlacement.WithdrawAsync(change, request));

    [Authorize(Roles = $"{Roles.Enterprise},{Roles.University},{Roles.Talent}")]
    public override Task<Placement> RecordStart(RecordStartRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => recordStart.RunAsync(change, request));

    [Authorize(Roles = $"{Roles.Enterprise},{Roles.University},{Roles.Talent},{Roles.Official}")]
    public override Task<ListPlacementsResponse> ListPlacements(ListPlacementsRequest request, ServerCallContext context) =>
        Placements.ListPlacements.RunAsync(store, request, Caller.Of(context), context.CancellationToken);
}
