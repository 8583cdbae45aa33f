using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Notifications;
using Platform.ProjectRegistry.Policies.Language;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>
/// UNDER_REVIEW → GRANTED. Never above what was claimed, nor above what the confirmed figures come to now under the version that
/// was claimed; and not before the figures are confirmed and the required documents are there.
/// </summary>
internal static class GrantClaim
{
    private const string Sql = """
        update policy_claim set state = 4, granted_cny_fen = @AmountCnyFen, reason = @reason, decided_at = @Now, decided_by = @Subject, row_version = row_version + 1
        where claim_id = @ClaimId
        """;

    public static Task<PolicyClaim> RunAsync(Store store, ServerCallContext call, GrantClaimRequest request)
    {
        var reason = request.Reason.Trim();
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var claim = await ClaimRow.LockAsync(change, Guid.Parse(request.ClaimId), request.Etag);
            ClaimSteps.Take(claim.State, ClaimStep.Grant);
            if (claim.MissingEvidence is { Count: > 0 } missing)
            {
                throw ClaimErrors.EvidenceMissing(missing.Select(item => item.NameZh), missing.Select(item => item.NameEn)).ToException();
            }

            var most = await MostAsync(change, claim);
            if (request.AmountCnyFen > most)
            {
                throw ClaimErrors.AmountTooLarge(most).ToException();
            }

            if (request.AmountCnyFen < claim.ClaimedCnyFen && reason.Length == 0)
            {
                throw ClaimErrors.ReasonMissing.ToException();
            }

            await change.ExecuteAsync(Sql, new { request.AmountCnyFen, reason, change.Now, change.Caller.Subject, claim.ClaimId });
            change.Audit("claim.grant", "claim", claim.ClaimId.ToString(), new { request.AmountCnyFen });
            var amount = Value.Money(request.AmountCnyFen);
            Notify.Organisation(change, claim.OrganisationCode, new Message(
                "claim.granted",
                $"《{claim.Policy.TitleZh}》（{claim.Year} 年度）的申领已核准：{amount.Show(english: false)}。",
                $"Your claim of “{claim.Policy.TitleEn}” ({claim.Year}) was granted: {amount.Show(english: true)}.",
                $"/claims/{claim.ClaimId}"));
            return (await ClaimRow.ReadAsync(change, claim.ClaimId)).ToMessage(Languages.Of(call) == Language.English);
        });
    }

    /// <summary>The most that may be granted.</summary>
    /// <exception cref="FailedException">FIGURES_UNCONFIRMED.</exception>
    private static async Task<long> MostAsync(Change change, ClaimRow claim)
    {
        // The firm's figures must not change between this look and the grant.
        await change.ExecuteAsync("select 1 from firm where organisation_code = @OrganisationCode for share", new { claim.OrganisationCode });
        var now = await CurrentJudgement.OfAsync(change, claim.OrganisationCode, claim.PolicyCode, claim.Year, claim.ProjectId);
        if (now is { Provisional: true })
        {
            throw ClaimErrors.FiguresUnconfirmed.ToException();
        }

        return now is not null && now.Compiled.Policy.Version == claim.Version ? Math.Min(now.Worth, claim.ClaimedCnyFen) : claim.ClaimedCnyFen;
    }
}
