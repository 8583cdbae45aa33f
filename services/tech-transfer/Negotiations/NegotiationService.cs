using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

public sealed class NegotiationService(Store store, OpenNegotiation open, ReadNegotiations read)
    : Platform.Transfer.V1.NegotiationService.NegotiationServiceBase
{
    private const string Sides = $"{Roles.Enterprise},{Roles.University}";
    private const string Readers = $"{Sides},{Roles.Official}";

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<Negotiation> OpenNegotiation(OpenNegotiationRequest request, ServerCallContext context) => open.HandleAsync(request, context);

    [Authorize(Roles = Readers)]
    public override Task<Negotiation> GetNegotiation(GetNegotiationRequest request, ServerCallContext context) => read.GetAsync(request, context);

    [Authorize(Roles = Readers)]
    public override Task<ListNegotiationsResponse> ListNegotiations(ListNegotiationsRequest request, ServerCallContext context) => read.ListAsync(request, context);

    [Authorize(Roles = Sides)]
    public override Task<Negotiation> EndNegotiation(EndNegotiationRequest request, ServerCallContext context) => Negotiations.EndNegotiation.RunAsync(store, request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Negotiation> AcceptInterest(AcceptInterestRequest request, ServerCallContext context) => Negotiations.AcceptInterest.RunAsync(store, request, context);

    [Authorize(Roles = Sides)]
    public override Task<Negotiation> ExtendDeadline(ExtendDeadlineRequest request, ServerCallContext context) => Negotiations.ExtendDeadline.RunAsync(store, request, context);

    [Authorize(Roles = Readers)]
    public override Task<ListNegotiationActsResponse> ListNegotiationActs(ListNegotiationActsRequest request, ServerCallContext context) => ReadActs.RunAsync(store, request, context);

    [Authorize(Roles = Sides)]
    public override Task<NegotiationMessage> PostNegotiationMessage(PostNegotiationMessageRequest request, ServerCallContext context) => NegotiationMessages.PostAsync(store, request, context);

    [Authorize(Roles = Readers)]
    public override Task<ListNegotiationMessagesResponse> ListNegotiationMessages(ListNegotiationMessagesRequest request, ServerCallContext context) => NegotiationMessages.ListAsync(store, request, context);
}
