using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.PriceNotices;

/// <summary>Public notices of agreed prices; reading and objecting are open to everyone.</summary>
public sealed class PriceNoticeGrpc(Store store, TimeProvider clock) : PriceNoticeService.PriceNoticeServiceBase
{
    [AllowAnonymous]
    public override Task<PriceNotice> GetPriceNotice(GetPriceNoticeRequest request, ServerCallContext context) => ReadPriceNotices.GetAsync(store, clock, context, request);

    [AllowAnonymous]
    public override Task<ListPriceNoticesResponse> ListPriceNotices(ListPriceNoticesRequest request, ServerCallContext context) => ReadPriceNotices.ListAsync(store, clock, context, request);

    [AllowAnonymous]
    public override Task<FiledPriceObjection> FilePriceObjection(FilePriceObjectionRequest request, ServerCallContext context) => PriceNotices.FilePriceObjection.RunAsync(store, context, request);

    [AllowAnonymous]
    public override Task<PriceObjection> FollowPriceObjection(FollowPriceObjectionRequest request, ServerCallContext context) => ReadPriceObjections.FollowAsync(store, context, request);

    [Authorize(Roles = $"{Roles.University},{Roles.Official}")]
    public override Task<ListPriceObjectionsResponse> ListPriceObjections(ListPriceObjectionsRequest request, ServerCallContext context) => ReadPriceObjections.ListAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<PriceObjection> AnswerPriceObjection(AnswerPriceObjectionRequest request, ServerCallContext context) => PriceNotices.AnswerPriceObjection.RunAsync(store, context, request);
}
