using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <inheritdoc cref="RoundOfferService"/>
internal sealed class RoundOfferApi(Store store) : RoundOfferService.RoundOfferServiceBase
{
    [Authorize(Roles = Roles.Official)]
    public override Task<Round> SendRoundOffers(SendRoundOffersRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => SendOffers.RunAsync(change, request));

    [Authorize(Roles = $"{Roles.University},{Roles.Talent}")]
    public override Task<RoundOffer> AcceptRoundOffer(AcceptRoundOfferRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => AnswerOffer.AcceptAsync(change, request));

    [Authorize(Roles = $"{Roles.University},{Roles.Talent}")]
    public override Task<RoundOffer> DeclineRoundOffer(DeclineRoundOfferRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => AnswerOffer.DeclineAsync(change, request));

    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise},{Roles.University},{Roles.Talent}")]
    public override Task<ListRoundOffersResponse> ListRoundOffers(ListRoundOffersRequest request, ServerCallContext context) =>
        ListOffers.RunAsync(store, request, Caller.Of(context), context.CancellationToken);
}
