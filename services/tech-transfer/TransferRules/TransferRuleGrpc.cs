using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.TransferRules;

public sealed class TransferRuleGrpc(Store store) : TransferRuleService.TransferRuleServiceBase
{
    [Authorize]
    public override Task<ListTransferRulesResponse> ListTransferRules(ListTransferRulesRequest request, ServerCallContext context) =>
        TransferRules.ListTransferRules.RunAsync(store, context);

    [Authorize(Roles = Roles.Official)]
    public override Task<TransferRule> SetTransferRule(SetTransferRuleRequest request, ServerCallContext context) =>
        TransferRules.SetTransferRule.RunAsync(store, context, request);
}
