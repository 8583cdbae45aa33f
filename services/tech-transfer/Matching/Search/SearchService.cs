using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.TechTransfer.Listings;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Search;

public sealed class SearchService(RunSearch search, ReadListings read, MatchListing match) : Platform.Transfer.V1.SearchService.SearchServiceBase
{
    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
    public override Task<SearchResponse> SearchListings(SearchRequest request, ServerCallContext context) => search.ListingsAsync(request, context);

    [Authorize(Roles = $"{Roles.Official},{Roles.University}")]
    public override Task<SearchResponse> SearchNeeds(SearchRequest request, ServerCallContext context) => search.NeedsAsync(request, context);

    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
    public override async Task<SearchResponse> SimilarListings(SimilarListingsRequest request, ServerCallContext context) =>
        await search.SimilarAsync(await read.RowAsync(Guid.Parse(request.ListingId), context), request.Limit, context);

    [Authorize(Roles = $"{Roles.Official},{Roles.University}")]
    public override async Task<ListingMatches> MatchListing(MatchListingRequest request, ServerCallContext context) =>
        await match.RunAsync(await read.RowAsync(Guid.Parse(request.ListingId), context), request.Limit, context);
}
