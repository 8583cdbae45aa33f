using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>The steps of a claim that need no more than a reason.</summary>
internal static class MoveClaim
{
    private const string Sql = """
        update policy_claim set state = @to, reason = @reason, payment_reference = @payment,
            decided_at = case when @decides then @Now else decided_at end, decided_by = case when @decides then @Subject else decided_by end,
            paid_at = case when @to = 6 then @Now end, row_version = row_version + 1
        where claim_id = @ClaimId
        """;

    public static Task<PolicyClaim> ByOfficialAsync(Store store, ServerCallContext call, ClaimStepRequest request, ClaimStep step)
    {
        if (step is ClaimStep.Return or ClaimStep.Refuse && request.Reason.Trim().Length == 0)
        {
            throw ClaimErrors.ReasonMissing.ToException();
        }

        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var claim = await ClaimRow.LockAsync(change, Guid.Parse(request.ClaimId), request.Etag);
            var moved = await MoveAsync(change, call, claim, step, request.Reason.Trim());
            Tell(change, claim, step, request.Reason.Trim());
            return moved;
        });
    }

    public static Task<PolicyClaim> ByFirmAsync(Store store, ServerCallContext call, ClaimStepRequest request, ClaimStep step) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var claim = await ClaimRow.LockAsync(change, Guid.Parse(request.ClaimId), request.Etag, change.Caller.OrganisationCode);
            var next = ClaimSteps.Take(claim.State, step);
            if (next == ClaimState.UnderReview && claim.MissingEvidence is { Count: > 0 } missing)
            {
                throw ClaimErrors.EvidenceMissing(missing.Select(item => item.NameZh), missing.Select(item => item.NameEn)).ToException();
            }

            return await MoveAsync(change, call, claim, step, "");
        });

    private static async Task<PolicyClaim> MoveAsync(Change change, ServerCallContext call, ClaimRow claim, ClaimStep step, string reason)
    {
        var to = ClaimSteps.Take(claim.State, step);
        var pays = step == ClaimStep.MarkPaid;
        await change.ExecuteAsync(Sql, new
        {
            to = (short)to, reason = pays ? claim.Reason : reason, payment = pays ? reason : "", decides = step == ClaimStep.Refuse,
            change.Now, change.Caller.Subject, claim.ClaimId,
        });
        change.Audit($"claim.{to.ToString().ToLowerInvariant()}", "claim", claim.ClaimId.ToString());
        return (await ClaimRow.ReadAsync(change, claim.ClaimId)).ToMessage(Languages.Of(call) == Language.English);
    }

    private static void Tell(Change change, ClaimRow claim, ClaimStep step, string reason)
    {
        var policy = claim.Policy;
        var (topic, chinese, english) = step switch
        {
            ClaimStep.StartReview => ("claim.under-review", "已受理，正在审核。", "is under review."),
            ClaimStep.Return => ("claim.returned", $"需补充材料：{reason}", $"needs more evidence: {reason}"),
            ClaimStep.Refuse => ("claim.refused", $"不予核准：{reason}", $"was refused: {reason}"),
            _ => ("claim.paid", "已兑现。", "was paid."),
        };
        Notify.Organisation(change, claim.OrganisationCode, new Message(
            topic, $"《{policy.TitleZh}》（{claim.Year} 年度）的申领{chinese}", $"Your claim of “{policy.TitleEn}” ({claim.Year}) {english}", $"/claims/{claim.ClaimId}"));
    }
}
