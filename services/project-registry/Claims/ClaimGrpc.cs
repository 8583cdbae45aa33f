using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>Firms claim, officials decide.</summary>
public sealed class ClaimGrpc(Store store) : ClaimService.ClaimServiceBase
{
    private const string Known = $"{Roles.Official},{Roles.Enterprise}";

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<PolicyClaim> CreateClaim(CreateClaimRequest request, ServerCallContext context) => Claims.CreateClaim.RunAsync(store, context, request);

    [Authorize(Roles = Known)]
    public override Task<PolicyClaim> GetClaim(GetClaimRequest request, ServerCallContext context) => ReadClaims.GetAsync(store, context, request);

    [Authorize(Roles = Known)]
    public override Task<ListClaimsResponse> ListClaims(ListClaimsRequest request, ServerCallContext context) => ReadClaims.ListAsync(store, context, request);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<PolicyClaim> AddClaimEvidence(AddClaimEvidenceRequest request, ServerCallContext context) => Claims.AddClaimEvidence.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<PolicyClaim> StartClaimReview(ClaimStepRequest request, ServerCallContext context) => MoveClaim.ByOfficialAsync(store, context, request, ClaimStep.StartReview);

    [Authorize(Roles = Roles.Official)]
    public override Task<PolicyClaim> ReturnClaim(ClaimStepRequest request, ServerCallContext context) => MoveClaim.ByOfficialAsync(store, context, request, ClaimStep.Return);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<PolicyClaim> ResubmitClaim(ClaimStepRequest request, ServerCallContext context) => MoveClaim.ByFirmAsync(store, context, request, ClaimStep.Resubmit);

    [Authorize(Roles = Roles.Official)]
    public override Task<PolicyClaim> GrantClaim(GrantClaimRequest request, ServerCallContext context) => Claims.GrantClaim.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<PolicyClaim> RefuseClaim(ClaimStepRequest request, ServerCallContext context) => MoveClaim.ByOfficialAsync(store, context, request, ClaimStep.Refuse);

    [Authorize(Roles = Roles.Official)]
    public override Task<PolicyClaim> MarkClaimPaid(ClaimStepRequest request, ServerCallContext context) => MoveClaim.ByOfficialAsync(store, context, request, ClaimStep.MarkPaid);

    [Authorize(Roles = Roles.Enterprise)]
    public override Task<PolicyClaim> WithdrawClaim(ClaimStepRequest request, ServerCallContext context) => MoveClaim.ByFirmAsync(store, context, request, ClaimStep.Withdraw);
}
