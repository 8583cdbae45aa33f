using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Entitlements;
using Platform.ProjectRegistry.Firms;
using Platform.ProjectRegistry.Policies;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>Claims what the firm is entitled to now, and keeps the facts and the calculation with it.</summary>
internal static class CreateClaim
{
    private const string Sql = """
        insert into policy_claim (claim_id, organisation_code, policy_code, version, year, project_id, state, claimed_cny_fen, snapshot, created_at)
        values (@id, @OrganisationCode, @PolicyCode, @Version, @Year, @project, 1, @Worth, @snapshot::jsonb, @Now)
        """;

    private const string TwiceSql = """
        select count(*)::int from policy_claim
        where organisation_code = @OrganisationCode and policy_code = @PolicyCode and year = @Year and project_id = @project and state <> 7
        """;

    public static Task<PolicyClaim> RunAsync(Store store, ServerCallContext call, CreateClaimRequest request)
    {
        var code = Caller.Of(call).OrganisationCode;
        var project = Ids.Optional(request.ProjectId, "project_id") ?? Guid.Empty;
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            await FirmRow.LockAsync(change, code);
            var judgement = await CurrentJudgement.OfAsync(change, code, request.PolicyCode, request.Year, project) ?? throw ClaimErrors.NothingToClaim.ToException();
            if (await change.ExecuteScalarAsync<int>(TwiceSql, new { OrganisationCode = code, request.PolicyCode, request.Year, project }) > 0)
            {
                throw ClaimErrors.Twice.ToException();
            }

            Check(judgement, CityDays.Of(change.Now));
            var id = change.NewId();
            try
            {
                await change.ExecuteAsync(Sql, new
                {
                    id, OrganisationCode = code, request.PolicyCode, judgement.Compiled.Policy.Version, request.Year, project, judgement.Worth,
                    snapshot = Snapshot.Of(judgement).ToJson(), change.Now,
                });
            }
            catch (PostgresException exception) when (exception.Violates("claim_once"))
            {
                throw ClaimErrors.Twice.ToException();
            }

            await AddClaimEvidence.InsertAsync(change, id, judgement.Compiled.Policy, request.Evidence, first: 1);
            change.Audit("claim.create", "claim", id.ToString(), new { request.PolicyCode, request.Year });
            return (await ClaimRow.ReadAsync(change, id)).ToMessage(Languages.Of(call) == Language.English);
        });
    }

    private static void Check(Judgement judgement, DateOnly today)
    {
        var policy = judgement.Compiled.Policy;
        if (judgement.Verdict == EntitlementVerdict.Unknown)
        {
            throw ClaimErrors.NotEntitled(
                $"尚不能判定是否符合，缺少：{string.Join("、", EntitlementMessages.Names(policy, judgement.Missing, english: false))}。",
                $"It cannot be told yet; missing: {string.Join(", ", EntitlementMessages.Names(policy, judgement.Missing, english: true))}.").ToException();
        }

        if (judgement.Verdict != EntitlementVerdict.Yes)
        {
            var broken = judgement.Rules.Select((rule, i) => (rule, i)).FirstOrDefault(pair => pair.rule.Value is { Truth: false });
            throw (broken.rule.Value is null
                ? ClaimErrors.NotEntitled("计算结果为零，无可申领的金额。", "The calculation comes to nothing.")
                : ClaimErrors.NotEntitled($"不符合条件：{policy.Rules[broken.i].LabelZh}。", $"A condition is not met: {policy.Rules[broken.i].LabelEn}.")).ToException();
        }

        if (ClaimDays.Of(policy, judgement.Context.Year) is { } days && !days.Includes(today))
        {
            throw ClaimErrors.WindowClosed(days).ToException();
        }
    }
}
