using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>Versions of a policy, and what the present one gives for a net income.</summary>
internal static class ReadPolicies
{
    public static async Task<ListBenefitPoliciesResponse> ListAsync(Store store, ServerCallContext call, ListBenefitPoliciesRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var policies = await StoredPolicy.AllAsync(connection, Owner(Caller.Of(call), request.OwnerCode), call.CancellationToken);
        return new ListBenefitPoliciesResponse { Policies = { policies.Select(policy => policy.ToMessage()) } };
    }

    public static async Task<EstimateSharingResponse> EstimateAsync(Store store, TimeProvider clock, ServerCallContext call, EstimateSharingRequest request)
    {
        var sum = request.WeightsBp.Sum();
        if (sum != SharingRule.Whole)
        {
            throw SharingErrors.WeightsNotWhole(sum).ToException();
        }

        await using var connection = await store.OpenAsync(call.CancellationToken);
        var policy = await StoredPolicy.OfDayAsync(connection, Owner(Caller.Of(call), request.OwnerCode), CityDays.Of(clock.GetUtcNow()), call.CancellationToken)
            ?? throw SharingErrors.NoPolicy.ToException();
        var shares = SharingRule.Of(request.NetCnyFen, policy.Tiers, request.WeightsBp);
        return new EstimateSharingResponse
        {
            Lines =
            {
                shares.Inventors.Select((amount, i) => Line(BenefitParty.Inventor, amount, i + 1)),
                Line(BenefitParty.Department, shares.Department),
                Line(BenefitParty.School, shares.School),
                Line(BenefitParty.TransferOffice, shares.TransferOffice),
            },
        };
    }

    private static BenefitLine Line(BenefitParty party, long amount, int number = 0) => new() { Party = party, InventorNumber = number, TotalCnyFen = amount, AmountCnyFen = amount };

    private static string Owner(Caller caller, string asked) => caller.Is(Roles.Official) && asked.Length > 0 ? asked : caller.OrganisationCode;
}
