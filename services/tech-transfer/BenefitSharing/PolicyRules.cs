using Platform.Chassis.Errors;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>What a policy must be to be published. Pure.</summary>
internal static class PolicyRules
{
    /// <param name="floorBp">Least share of the inventors in net income (促进科技成果转化法 2015 art. 45).</param>
    /// <param name="equityFloorBp">Least share of the inventors in equity.</param>
    /// <returns>Null where nothing is wrong.</returns>
    public static Error? Refusal(IReadOnlyList<Tier> tiers, int inventorEquityBp, int floorBp, int equityFloorBp)
    {
        for (var i = 0; i < tiers.Count; i++)
        {
            var tier = tiers[i];
            if (i == 0 ? tier.AboveFen != 0 : tier.AboveFen <= tiers[i - 1].AboveFen)
            {
                return SharingErrors.FirstTierAtZero;
            }

            var sum = tier.InventorsBp + tier.DepartmentBp + tier.SchoolBp + tier.TransferOfficeBp;
            if (sum != SharingRule.Whole)
            {
                return SharingErrors.TierNotWhole(i, sum);
            }

            if (tier.InventorsBp < floorBp)
            {
                return SharingErrors.UnderFloor(i, tier.InventorsBp, floorBp);
            }
        }

        return inventorEquityBp < equityFloorBp ? SharingErrors.EquityUnderFloor(inventorEquityBp, equityFloorBp) : null;
    }
}
