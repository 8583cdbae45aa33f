using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Glossaries;

public sealed class GlossaryService(Store store, ChangeGlossary change, ReadGlossary read) : Platform.Transfer.V1.GlossaryService.GlossaryServiceBase
{
    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
    public override Task<ListGlossaryTermsResponse> ListGlossaryTerms(ListGlossaryTermsRequest request, ServerCallContext context) => read.RunAsync(request, context);

    [Authorize(Roles = Roles.Official)]
    public override Task<GlossaryTerm> AddGlossaryTerm(AddGlossaryTermRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, one => change.AddAsync(one, request));

    [Authorize(Roles = Roles.Official)]
    public override Task<RemoveGlossaryTermResponse> RemoveGlossaryTerm(RemoveGlossaryTermRequest request, ServerCallContext context) =>
        store.ChangeAsync(context, request.RequestId, request, one => change.RemoveAsync(one, request));
}
