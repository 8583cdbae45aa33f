namespace Platform.TechTransfer.Listings;

public sealed class ListingService : Platform.Transfer.V1.ListingService.ListingServiceBase;
