using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.Ndas;

public sealed class NdaGrpc(Store store) : NdaService.NdaServiceBase
{
    private const string Sides = $"{Roles.Enterprise},{Roles.University}";

    [Authorize(Roles = Sides)]
    public override Task<Nda> ProposeNda(ProposeNdaRequest request, ServerCallContext context) => Ndas.ProposeNda.RunAsync(store, request, context);

    [Authorize(Roles = Sides)]
    public override Task<Nda> ConsentToNda(ConsentToNdaRequest request, ServerCallContext context) => Ndas.ConsentToNda.RunAsync(store, request, context);

    [Authorize(Roles = $"{Sides},{Roles.Official}")]
    public override Task<ListNdasResponse> ListNdas(ListNdasRequest request, ServerCallContext context) => ReadNdas.RunAsync(store, request, context);
}
