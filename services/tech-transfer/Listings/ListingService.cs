using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

public sealed class ListingService(CreateListing create, ListingSteps steps, ReadListings read, ListingPapers papers, ImportListings import)
    : Platform.Transfer.V1.ListingService.ListingServiceBase
{
    [Authorize(Roles = Roles.University)]
    public override Task<Listing> CreateListing(CreateListingRequest request, ServerCallContext context) => create.HandleAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Listing> UpdateListing(UpdateListingRequest request, ServerCallContext context) => steps.Update.HandleAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Listing> SubmitListing(ListingStepRequest request, ServerCallContext context) => steps.Step.HandleAsync(request, ListingStep.Submit, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Listing> PublishListing(ListingStepRequest request, ServerCallContext context) => steps.Approve.HandleAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Listing> ReturnListing(ReturnListingRequest request, ServerCallContext context) => steps.Return.HandleAsync(request, context);

    [Authorize(Roles = Roles.University)]
    public override Task<Listing> WithdrawListing(ListingStepRequest request, ServerCallContext context) => steps.Step.HandleAsync(request, ListingStep.Withdraw, context);

    [Authorize]
    public override Task<Listing> GetListing(GetListingRequest request, ServerCallContext context) => read.GetAsync(request, context);

    [Authorize]
    public override Task<ListListingsResponse> ListListings(ListListingsRequest request, ServerCallContext context) => read.ListAsync(request, context);

    [Authorize]
    public override Task<ListListingVersionsResponse> ListListingVersions(ListListingVersionsRequest request, ServerCallContext context) => papers.Versions.HandleAsync(request, context);

    [Authorize]
    public override Task<ClaimSheet> GetClaimSheet(GetListingRequest request, ServerCallContext context) => papers.Claims.HandleAsync(request, context);

    [Authorize]
    public override Task<ListingRules> GetListingRules(GetListingRulesRequest request, ServerCallContext context) => papers.Rules.HandleAsync(context);

    [Authorize(Roles = $"{Roles.University},{Roles.Official}")]
    public override Task<ImportReport> ImportListings(IAsyncStreamReader<ImportChunk> requestStream, ServerCallContext context) => import.HandleAsync(requestStream, context);
}

/// <summary>What changes a listing after it was started.</summary>
public sealed record ListingSteps(UpdateListing Update, StepListing Step, ApproveListing Approve, ReturnListing Return);

/// <summary>What is read about a listing beside itself.</summary>
public sealed record ListingPapers(ReadVersions Versions, ReadClaimSheet Claims, ListingRulebook Rules);
