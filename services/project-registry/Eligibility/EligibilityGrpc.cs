using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>Rules of the formal check: read by firms, applied and edited by officials.</summary>
public sealed class EligibilityGrpc(Store store) : EligibilityService.EligibilityServiceBase
{
    private const string Readers = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Readers)]
    public override async Task<ListEligibilityRulesResponse> ListEligibilityRules(ListEligibilityRulesRequest request, ServerCallContext context)
    {
        await using var connection = await store.OpenAsync(context.CancellationToken);
        return new() { Rules = { (await RuleRow.ReadAllAsync(connection, context.CancellationToken)).Select(rule => rule.ToMessage()) } };
    }

    [Authorize(Roles = Roles.Official)]
    public override Task<EligibilityRule> SetEligibilityRule(SetEligibilityRuleRequest request, ServerCallContext context) =>
        Eligibility.SetEligibilityRule.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<RunEligibilityResponse> RunEligibility(RunEligibilityRequest request, ServerCallContext context) =>
        Eligibility.RunEligibility.RunAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<Registry.V1.Eligibility> GetEligibility(GetEligibilityRequest request, ServerCallContext context) =>
        Eligibility.GetEligibility.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<DecideFormalChecksResponse> DecideFormalChecks(DecideFormalChecksRequest request, ServerCallContext context) =>
        Eligibility.DecideFormalChecks.RunAsync(store, context, request);
}
