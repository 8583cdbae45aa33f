using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Common.V1;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Needs;

public sealed class TechnologyNeedService(CreateNeed create, CloseNeed close, ReopenNeed reopen, ReadNeeds read, ImportNeeds import)
    : Platform.Transfer.V1.TechnologyNeedService.TechnologyNeedServiceBase
{
    [Authorize(Roles = Roles.Enterprise)]
    public override Task<TechnologyNeed> CreateTechnologyNeed(CreateTechnologyNeedRequest request, ServerCallContext context) => create.HandleAsync(request, context);

    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
    public override Task<TechnologyNeed> GetTechnologyNeed(GetTechnologyNeedRequest request, ServerCallContext context) => read.GetAsync(request, context);

    [Authorize(Roles = $"{Roles.Enterprise},{Roles.Official},{Roles.University}")]
    public override Task<ListTechnologyNeedsResponse> ListTechnologyNeeds(ListTechnologyNeedsRequest request, ServerCallContext context) => read.ListAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<TechnologyNeed> CloseTechnologyNeed(CloseTechnologyNeedRequest request, ServerCallContext context) => close.HandleAsync(request, context);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<TechnologyNeed> ReopenTechnologyNeed(ReopenTechnologyNeedRequest request, ServerCallContext context) => reopen.HandleAsync(request, context);

    [Authorize(Roles = $"{Roles.Official},{Roles.Enterprise}")]
    public override Task<ImportReport> ImportTechnologyNeeds(IAsyncStreamReader<ImportChunk> requestStream, ServerCallContext context) => import.HandleAsync(requestStream, context);
}
