using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.TechTransfer.TransferRules;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>A new version of the caller's policy, checked by the statutory values of its first day.</summary>
internal static class PublishBenefitPolicy
{
    private const string Insert = """
        insert into benefit_policy (policy_id, owner_code, version, valid_from, inventor_equity_bp, source, published_at)
        select @id, @owner, coalesce(max(version), 0) + 1, @from, @InventorEquityBp, @source, @Now from benefit_policy where owner_code = @owner
        """;

    private const string InsertTier = """
        insert into benefit_tier (policy_id, above_cny_fen, inventors_bp, department_bp, school_bp, transfer_office_bp) values ($1, $2, $3, $4, $5, $6)
        """;

    public static Task<BenefitPolicy> RunAsync(Store store, ServerCallContext call, PublishBenefitPolicyRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var from = CityDays.Read(request.ValidFrom, "valid_from")!.Value;
            var tiers = request.Tiers.Select(tier => new Tier(tier.AboveCnyFen, tier.InventorsBp, tier.DepartmentBp, tier.SchoolBp, tier.TransferOfficeBp)).ToList();
            var rules = await TransferRuleSet.ReadAsync(change.Connection, from, change.Cancellation);
            var floors = ((int)rules[TransferRuleKey.InventorShareBp], (int)rules[TransferRuleKey.InventorEquityBp]);
            if (PolicyRules.Refusal(tiers, request.InventorEquityBp, floors.Item1, floors.Item2) is { } refusal)
            {
                throw refusal.ToException();
            }

            var id = await InsertAsync(change, request, from);
            foreach (var tier in tiers)
            {
                change.Write(InsertTier, id, tier.AboveFen, tier.InventorsBp, tier.DepartmentBp, tier.SchoolBp, tier.TransferOfficeBp);
            }

            change.Audit("benefit_policy.publish", "benefit_policy", id.ToString(), new { request.ValidFrom });
            var version = await change.ExecuteScalarAsync<int>("select version from benefit_policy where policy_id = @id", new { id });
            return new StoredPolicy(id, change.Caller.OrganisationCode, version, from, request.InventorEquityBp, request.Source.Trim(), change.Now, tiers).ToMessage();
        });

    private static async Task<Guid> InsertAsync(Change change, PublishBenefitPolicyRequest request, DateOnly from)
    {
        var id = change.NewId();
        try
        {
            await change.ExecuteAsync(Insert, new { id, owner = change.Caller.OrganisationCode, from, request.InventorEquityBp, source = request.Source.Trim(), change.Now });
        }
        catch (PostgresException exception) when (exception.Violates("benefit_policy_day"))
        {
            throw SharingErrors.VersionOfThatDay.ToException();
        }

        return id;
    }
}
