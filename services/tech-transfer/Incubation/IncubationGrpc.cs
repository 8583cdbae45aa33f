using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

public sealed class IncubationGrpc(Store store, TimeProvider clock, Catalogue catalogue) : IncubationService.IncubationServiceBase
{
    private const string Runners = $"{Roles.Official},{Roles.University}";
    private const string Users = $"{Roles.Enterprise},{Roles.University}";
    private const string Parties = $"{Users},{Roles.Official}";

    [Authorize(Roles = Runners)]
    public override Task<Centre> CreateCentre(CreateCentreRequest request, ServerCallContext context) => Centres.CreateAsync(store, catalogue, context, request);

    [Authorize(Roles = Runners)]
    public override Task<Centre> AddPlace(AddPlaceRequest request, ServerCallContext context) => Centres.AddPlaceAsync(store, context, request);

    [Authorize]
    public override Task<ListCentresResponse> ListCentres(ListCentresRequest request, ServerCallContext context) => ReadCentres.ListAsync(store, clock, context);

    [Authorize]
    public override Task<Centre> GetCentre(GetCentreRequest request, ServerCallContext context) => ReadCentres.GetAsync(store, clock, context, request);

    [Authorize]
    public override Task<ListBookingsResponse> ListBookings(ListBookingsRequest request, ServerCallContext context) => Bookings.ListAsync(store, context, request);

    [Authorize(Roles = Users)]
    public override Task<Booking> BookPlace(BookPlaceRequest request, ServerCallContext context) => Bookings.BookAsync(store, context, request);

    [Authorize(Roles = Parties)]
    public override Task<Booking> CancelBooking(CancelBookingRequest request, ServerCallContext context) => Bookings.CancelAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Platform.Transfer.V1.Incubation> StartIncubation(StartIncubationRequest request, ServerCallContext context) => Incubation.StartIncubation.RunAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Platform.Transfer.V1.Incubation> ClaimGate(ClaimGateRequest request, ServerCallContext context) => Gates.ClaimAsync(store, context, request);

    [Authorize(Roles = Runners)]
    public override Task<Platform.Transfer.V1.Incubation> DecideGate(DecideGateRequest request, ServerCallContext context) => Gates.DecideAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Platform.Transfer.V1.Incubation> EndIncubation(EndIncubationRequest request, ServerCallContext context) => Incubation.EndIncubation.RunAsync(store, context, request);

    [Authorize(Roles = Parties)]
    public override Task<Platform.Transfer.V1.Incubation> GetIncubation(GetIncubationRequest request, ServerCallContext context) => ReadIncubations.GetAsync(store, context, request);

    [Authorize(Roles = Parties)]
    public override Task<ListIncubationsResponse> ListIncubations(ListIncubationsRequest request, ServerCallContext context) => ReadIncubations.ListAsync(store, context, request);
}
