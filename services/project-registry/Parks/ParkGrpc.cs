using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Parks;

/// <summary>Officials edit parks; whoever is signed in may read them.</summary>
public sealed class ParkGrpc(Store store, Catalogue catalogue) : ParkService.ParkServiceBase
{
    [Authorize(Roles = Roles.Official)]
    public override Task<Park> CreatePark(CreateParkRequest request, ServerCallContext context) => EditPark.CreateAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Park> UpdatePark(UpdateParkRequest request, ServerCallContext context) => EditPark.UpdateAsync(store, catalogue, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Park> RecordMeasurement(RecordMeasurementRequest request, ServerCallContext context) => Parks.RecordMeasurement.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<SetFirmParkResponse> SetFirmPark(SetFirmParkRequest request, ServerCallContext context) => Parks.SetFirmPark.RunAsync(store, context, request);

    [Authorize]
    public override async Task<Park> GetPark(GetParkRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return await ParkRow.ReadAsync(connection, null, Guid.Parse(request.ParkId), Caller.Of(context).Is(Roles.Official), context.CancellationToken);
    }

    [Authorize]
    public override Task<ListParksResponse> ListParks(ListParksRequest request, ServerCallContext context) => Parks.ListParks.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListParkFirmsResponse> ListParkFirms(ListParkFirmsRequest request, ServerCallContext context) => Parks.ListParks.FirmsAsync(store, context, request);
}
