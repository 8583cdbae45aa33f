using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

public sealed class BenefitSharingGrpc(Store store, TimeProvider clock) : BenefitSharingService.BenefitSharingServiceBase
{
    private const string Readers = $"{Roles.University},{Roles.Official}";

    [Authorize(Roles = Roles.University)]
    public override Task<BenefitPolicy> PublishBenefitPolicy(PublishBenefitPolicyRequest request, ServerCallContext context) => BenefitSharing.PublishBenefitPolicy.RunAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<ListBenefitPoliciesResponse> ListBenefitPolicies(ListBenefitPoliciesRequest request, ServerCallContext context) => ReadPolicies.ListAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<EstimateSharingResponse> EstimateSharing(EstimateSharingRequest request, ServerCallContext context) => ReadPolicies.EstimateAsync(store, clock, context, request);

    [Authorize(Roles = Readers)]
    public override Task<EstimateOwnUseResponse> EstimateOwnUse(EstimateOwnUseRequest request, ServerCallContext context) => BenefitSharing.EstimateOwnUse.RunAsync(store, clock, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Sharing> SetInventors(SetInventorsRequest request, ServerCallContext context) => BenefitSharing.SetInventors.RunAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Sharing> RecordDirectCost(RecordDirectCostRequest request, ServerCallContext context) => DirectCosts.RecordAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Sharing> CancelDirectCost(CancelDirectCostRequest request, ServerCallContext context) => DirectCosts.CancelAsync(store, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<Sharing> DistributeIncome(DistributeIncomeRequest request, ServerCallContext context) => BenefitSharing.DistributeIncome.RunAsync(store, context, request);

    [Authorize(Roles = Readers)]
    public override Task<Sharing> GetSharing(GetSharingRequest request, ServerCallContext context) => BenefitSharing.GetSharing.RunAsync(store, clock, context, request);

    [Authorize(Roles = Roles.University)]
    public override Task<TransferDocument> ExportStatement(ExportStatementRequest request, ServerCallContext context) => BenefitSharing.ExportStatement.RunAsync(store, clock, context, request);
}
