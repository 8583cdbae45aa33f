using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.SavedSearches;

[Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
public sealed class SavedSearchService(Store store, SaveSearch save, ReadSavedSearches read) : Platform.Transfer.V1.SavedSearchService.SavedSearchServiceBase
{
    public override Task<SavedSearch> SaveSearch(SaveSearchRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => save.RunAsync(change, request));

    public override Task<SavedSearch> GetSavedSearch(GetSavedSearchRequest request, ServerCallContext context) => read.GetAsync(request, context);

    public override Task<ListSavedSearchesResponse> ListSavedSearches(ListSavedSearchesRequest request, ServerCallContext context) => read.ListAsync(context);

    public override Task<DeleteSavedSearchResponse> DeleteSavedSearch(DeleteSavedSearchRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, change => save.DeleteAsync(change, request));
}
