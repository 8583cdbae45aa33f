using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.TechTransfer.TransferRules;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>The least award of own use, by the statutory values of today; stores nothing.</summary>
internal static class EstimateOwnUse
{
    public static async Task<EstimateOwnUseResponse> RunAsync(Store store, TimeProvider clock, ServerCallContext call, EstimateOwnUseRequest request)
    {
        var sum = request.WeightsBp.Sum();
        if (sum != SharingRule.Whole)
        {
            throw SharingErrors.WeightsNotWhole(sum).ToException();
        }

        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rules = await TransferRuleSet.ReadAsync(connection, CityDays.Of(clock.GetUtcNow()), call.CancellationToken);
        var share = (int)rules[TransferRuleKey.OwnUseBp];
        long[] awards = [.. request.ProfitsCnyFen.Select(profit => SharingRule.OwnUseAward(profit, share))];
        var parts = Apportionment.Of(awards.Sum(), request.WeightsBp);
        return new EstimateOwnUseResponse
        {
            ShareBp = share,
            LeastYears = (int)rules[TransferRuleKey.OwnUseYears],
            AwardsCnyFen = { awards },
            Lines = { parts.Select((part, i) => new BenefitLine { Party = BenefitParty.Inventor, InventorNumber = i + 1, TotalCnyFen = part, AmountCnyFen = part }) },
        };
    }
}
