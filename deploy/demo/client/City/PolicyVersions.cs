using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.City;

/// <summary>A new version of the digital-level reward that entitles further firms, and a draft that waits for its publication.</summary>
internal static class PolicyVersions
{
    public static async Task RunAsync(JobContext job, int year)
    {
        var reward = await ReadAsync(job, "DIGITAL-REWARD");
        if (reward.Version == 1)
        {
            reward.EffectiveFrom = $"{year}-01-01";
            reward.ChangeNote = "门槛由三级降到二级，二级奖励 5 万元（示例）";
            reward.SummaryZh = "中小企业数字化水平达到二级奖励 5 万元，三级 10 万元，四级 30 万元。示例政策，纯属虚构。";
            reward.SummaryEn = "SMEs of digital level 2 get 50,000 CNY, of level 3 100,000 CNY, of level 4 300,000 CNY. A demo policy, invented.";
            var level = reward.Rules.First(rule => rule.Expression.Contains("digital_level", StringComparison.Ordinal));
            (level.LabelZh, level.LabelEn, level.Expression) = ("数字化水平达到二级", "Digital level 2 or more", "firm.digital_level >= 2");
            reward.Steps[^1].Expression = "if firm.digital_level >= 4 then 30万元 else if firm.digital_level = 3 then 10万元 else 5万元";
            await SaveAsync(job, reward);
            await job.Official.Policies.PublishPolicyAsync(new PolicyStepRequest { PolicyCode = reward.PolicyCode, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        }

        var housing = await ReadAsync(job, "TALENT-HOUSING");
        if (housing.Version == 1 && !await HasDraftAsync(job, housing.PolicyCode))
        {
            housing.EffectiveFrom = $"{year + 1}-01-01";
            housing.ChangeNote = "补贴标准提高到每人 15,000 元（示例草稿）";
            housing.Steps[^1].LabelZh = "每人 15,000 元";
            housing.Steps[^1].LabelEn = "15,000 CNY a head";
            housing.Steps[^1].Expression = "heads * 15000元";
            await SaveAsync(job, housing);
        }
    }

    private static async Task<Policy> ReadAsync(JobContext job, string code)
    {
        var policy = await job.Official.Policies.GetPolicyAsync(new GetPolicyRequest { PolicyCode = code }, cancellationToken: job.Cancellation);
        policy.Etag = "";
        return policy;
    }

    private static async Task<bool> HasDraftAsync(JobContext job, string code) =>
        (await job.Official.Policies.ListPoliciesAsync(new ListPoliciesRequest { WithDrafts = true }, cancellationToken: job.Cancellation))
            .Policies.Any(policy => policy.PolicyCode == code && policy.State == PolicyState.Draft);

    private static async Task SaveAsync(JobContext job, Policy policy) =>
        await job.Official.Policies.SavePolicyDraftAsync(new SavePolicyDraftRequest { Policy = policy, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
}
