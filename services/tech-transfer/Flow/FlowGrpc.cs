using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Flow;

[Authorize]
public sealed class FlowGrpc(Store store, Catalogue catalogue) : FlowService.FlowServiceBase
{
    public override Task<Platform.Transfer.V1.Flow> GetFlow(GetFlowRequest request, ServerCallContext context) => ReadFlow.GetAsync(store, context, request);

    public override Task<TransferDocument> ExportFlow(ExportFlowRequest request, ServerCallContext context) => ReadFlow.ExportAsync(store, catalogue, context, request);
}
