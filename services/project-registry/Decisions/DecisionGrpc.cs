using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Decisions;

/// <summary>Decisions of two officials.</summary>
[Authorize(Roles = Roles.Official)]
public sealed class DecisionGrpc(Store store, DecisionKinds kinds) : DecisionService.DecisionServiceBase
{
    public override Task<Decision> ProposeDecision(ProposeDecisionRequest request, ServerCallContext context) =>
        Decisions.ProposeDecision.RunAsync(store, kinds, context, request);

    public override Task<Decision> ApproveDecision(DecisionStepRequest request, ServerCallContext context) =>
        Decisions.ApproveDecision.RunAsync(store, kinds, context, request);

    public override Task<Decision> RefuseDecision(RefuseDecisionRequest request, ServerCallContext context) =>
        Decisions.RefuseDecision.RunAsync(store, context, request);

    public override Task<Decision> WithdrawDecision(DecisionStepRequest request, ServerCallContext context) =>
        Decisions.WithdrawDecision.RunAsync(store, context, request);

    public override Task<Decision> GetDecision(GetDecisionRequest request, ServerCallContext context) =>
        ReadDecisions.GetAsync(store, context, request);

    public override Task<ListDecisionsResponse> ListDecisions(ListDecisionsRequest request, ServerCallContext context) =>
        ReadDecisions.ListAsync(store, context, request);
}
