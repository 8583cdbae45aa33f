using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

public sealed class NegotiationService(OpenNegotiation open, ReadNegotiations read, EndNegotiation end)
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
    public override Task<Negotiation> EndNegotiation(EndNegotiationRequest request, ServerCallContext context) => end.HandleAsync(request, context);
}
