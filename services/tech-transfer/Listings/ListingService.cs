using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

public sealed class ListingService(CreateListing create, StepListing step, ReadListings read, ImportListings import)
    : Platform.Transfer.V1.ListingService.ListingServiceBase
{
    [Authorize(Roles = Roles.University)]
    public override Task<Listing> CreateListing(CreateListingRequest request, ServerCallContext context) => create.HandleAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Listing> PublishListing(ListingStepRequest request, ServerCallContext context) => step.HandleAsync(request, ListingStep.Publish, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Listing> WithdrawListing(ListingStepRequest request, ServerCallContext context) => step.HandleAsync(request, ListingStep.Withdraw, context);

    [Authorize]
    public override Task<Listing> GetListing(GetListingRequest request, ServerCallContext context) => read.GetAsync(request, context);

    [Authorize]
    public override Task<ListListingsResponse> ListListings(ListListingsRequest request, ServerCallContext context) => read.ListAsync(request, context);

    [Authorize(Roles = $"{Roles.University},{Roles.Official}")]
    public override Task<ImportReport> ImportListings(IAsyncStreamReader<ImportChunk> requestStream, ServerCallContext context) => import.HandleAsync(requestStream, context);
}
