using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>Claims of the demo city, one or more in each state.</summary>
internal static class PolicyClaims
{
    /// <summary>Place of the firm, policy, and the state that its claim is brought to.</summary>
    private static readonly (int Firm, string Policy, ClaimState State)[] Plans =
    [
        (0, "RD-SUPER", ClaimState.Paid),
        (0, "HIGH-TECH-RATE", ClaimState.Paid),
        (0, "TECH-TRANSFER", ClaimState.UnderReview),
        (1, "RD-SUPER", ClaimState.Granted),
        (2, "RD-SUPER", ClaimState.UnderReview),
        (5, "RD-SUPER", ClaimState.Returned),
        (6, "RD-SUPER", ClaimState.Refused),
        (7, "RD-SUPER", ClaimState.Claimed),
        (10, "RD-SUPER", ClaimState.Withdrawn),
        (2, "TALENT-HOUSING", ClaimState.Paid),
        (6, "TALENT-HOUSING", ClaimState.Claimed),
    ];

    public static async Task RunAsync(JobContext job, IReadOnlyList<string> firms, int year)
    {
        foreach (var (firm, policy, state) in Plans.Where(plan => plan.Firm < firms.Count))
        {
            try
            {
                await BringAsync(job, firms[firm], policy, year, state);
            }
            catch (CallFailure failure) when (failure.Reason == "NOT_ENTITLED")
            {
                // What the firm has declared since, or its credit, speaks against it: the city goes on without this claim.
                job.Printer.Note($"{firms[firm]} 不符合 {policy}", $"{firms[firm]} is not entitled to {policy}");
            }
        }
    }

    /// <summary>Makes the claim where there is none, and takes it step by step to its state.</summary>
    private static async Task BringAsync(JobContext job, string code, string policy, int year, ClaimState target)
    {
        var session = await job.Parties.EnterpriseAsync(code);
        var present = (await session.Claims.ListClaimsAsync(new ListClaimsRequest { PolicyCode = policy, PageSize = 200 }, cancellationToken: job.Cancellation)).Claims.FirstOrDefault(claim => claim.Year == year);
        var claim = present ?? await session.Claims.CreateClaimAsync(
            new CreateClaimRequest
            {
                PolicyCode = policy, Year = year, RequestId = job.NewRequestId(),
                Evidence = { Enumerable.Range(0, target == ClaimState.Returned ? 0 : 2).Select(item => new ClaimEvidence { Item = policy == "TALENT-HOUSING" ? 0 : item, Description = "演示材料，存于企业备查" }) },
            },
            cancellationToken: job.Cancellation);
        var step = new ClaimStepRequest { ClaimId = claim.ClaimId, RequestId = job.NewRequestId() };
        if (claim.State == ClaimState.Claimed && target == ClaimState.Withdrawn)
        {
            await session.Claims.WithdrawClaimAsync(step, cancellationToken: job.Cancellation);
            return;
        }

        if (claim.State == ClaimState.Claimed && target != ClaimState.Claimed)
            claim = await job.Official.Claims.StartClaimReviewAsync(step, cancellationToken: job.Cancellation);
        if (claim.State == ClaimState.UnderReview && target != ClaimState.UnderReview)
            claim = await DecideAsync(job, claim, target);
        if (claim.State == ClaimState.Granted && target == ClaimState.Paid)
        {
            await job.Official.Claims.MarkClaimPaidAsync(
                new ClaimStepRequest { ClaimId = claim.ClaimId, Reason = $"{year + 1} 年度汇算清缴（演示）", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }

    private static async Task<PolicyClaim> DecideAsync(JobContext job, PolicyClaim claim, ClaimState target)
    {
        var step = new ClaimStepRequest { ClaimId = claim.ClaimId, RequestId = job.NewRequestId() };
        switch (target)
        {
            case ClaimState.Returned:
                step.Reason = "请补充研发支出辅助账及汇总表、研发项目立项文件";
                return await job.Official.Claims.ReturnClaimAsync(step, cancellationToken: job.Cancellation);
            case ClaimState.Refused:
                step.Reason = "所列研发活动属于产品常规升级，不在加计扣除范围内";
                return await job.Official.Claims.RefuseClaimAsync(step, cancellationToken: job.Cancellation);
            default:
                return await job.Official.Claims.GrantClaimAsync(
                    new GrantClaimRequest { ClaimId = claim.ClaimId, AmountCnyFen = claim.ClaimedCnyFen, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }
    }
}
