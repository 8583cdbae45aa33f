using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>One firm's entitlements with their reasons, computed from the facts as they are now; writes nothing.</summary>
internal static class ListEntitlements
{
    private const string ClaimsSql = """
        select claim_id, policy_code, year, project_id, state from policy_claim where organisation_code = @OrganisationCode and state <> 7 limit 10000
        """;

    public static Task<ListEntitlementsResponse> RunAsync(Store store, ServerCallContext call, ListEntitlementsRequest request)
    {
        Caller.Of(call).MustBeOf(request.OrganisationCode, Roles.Official);
        var english = Languages.Of(call) == Language.English;
        return store.ChangeAsync(call, "", request, async change =>
        {
            var firm = await FirmRecords.OfAsync(change, request.OrganisationCode);
            var judgements = JudgeFirm.All(await PolicyBook.ReadAsync(change), firm, CityDays.Of(change.Now));
            var claims = (await change.QueryAsync<ClaimOf>(ClaimsSql, new { request.OrganisationCode })).ToDictionary(claim => (claim.PolicyCode, claim.Year, claim.ProjectId));
            var response = new ListEntitlementsResponse();
            foreach (var judgement in judgements.Where(judgement => request.Year == 0 || judgement.Context.Year == request.Year))
            {
                var entitlement = EntitlementMessages.Of(judgement, english);
                var key = EntitlementRow.Of(judgement).Key;
                if (claims.TryGetValue((key.PolicyCode, key.Year, key.ProjectId), out var claim))
                {
                    entitlement.ClaimId = claim.ClaimId.ToString();
                    entitlement.ClaimState = claim.State;
                }

                response.Entitlements.Add(entitlement);
                response.EntitledCnyFen += judgement.Worth;
                response.UnclaimedCnyFen += claim is null ? judgement.Worth : 0;
            }

            return response;
        });
    }

    private sealed class ClaimOf
    {
        public Guid ClaimId { get; init; }

        public string PolicyCode { get; init; } = "";

        public int Year { get; init; }

        public Guid ProjectId { get; init; }

        public ClaimState State { get; init; }
    }
}
