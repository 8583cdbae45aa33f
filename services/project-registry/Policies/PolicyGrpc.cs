using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Anybody reads what is published; officials keep the catalogue.</summary>
public sealed class PolicyGrpc(Store store) : PolicyService.PolicyServiceBase
{
    [AllowAnonymous]
    public override Task<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, ServerCallContext context) => ReadPolicies.ListAsync(store, context, request);

    [AllowAnonymous]
    public override Task<Policy> GetPolicy(GetPolicyRequest request, ServerCallContext context) => ReadPolicies.GetAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListPolicyFactsResponse> ListPolicyFacts(ListPolicyFactsRequest request, ServerCallContext context) => Task.FromResult(ReadPolicies.Facts());

    [Authorize(Roles = Roles.Official)]
    public override Task<Policy> SavePolicyDraft(SavePolicyDraftRequest request, ServerCallContext context) => Policies.SavePolicyDraft.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<DiscardPolicyDraftResponse> DiscardPolicyDraft(PolicyStepRequest request, ServerCallContext context) => Policies.DiscardPolicyDraft.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<PolicyPreview> PreviewPolicy(PolicyStepRequest request, ServerCallContext context) => Policies.PreviewPolicy.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Policy> PublishPolicy(PolicyStepRequest request, ServerCallContext context) => Policies.PublishPolicy.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<ListPolicyChangesResponse> ListPolicyChanges(ListPolicyChangesRequest request, ServerCallContext context) => Policies.ListPolicyChanges.RunAsync(store, context, request);
}
