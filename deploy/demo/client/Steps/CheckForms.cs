using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>
/// The batch closes for submissions, and the official passes at once whatever no eligibility rule blocks. What a rule blocks is
/// overridden by two officials, as this is a rehearsal.
/// </summary>
internal static class CheckForms
{
    public static readonly Step Step = new("formal-check", "形式审查", "Formal check", RunAsync);

    private static async Task RunAsync(JobContext job)
    {
        job.Batch = await job.Official.Batches.StartFormalCheckAsync(
            new BatchStepRequest { BatchId = job.Batch.BatchId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        var decided = await DecideAsync(job);
        job.Printer.Note($"规则审查：{decided.Passed} 项通过，{decided.Blocked} 项不符合规则", $"rules: {decided.Passed} passed, {decided.Blocked} blocked");
        if (decided.Blocked == 0)
            return;

        var second = await job.Parties.SecondOfficialAsync();
        var blocked = await Lists.ApplicationsAsync(job, ApplicationState.FormalCheck);
        await job.ForAllAsync(blocked, application => OverrideAsync(job, second, application.ApplicationId, "演练：双人复核豁免，不影响正式批次"));
        decided = await DecideAsync(job);
        job.Printer.Note($"双人复核豁免后通过 {decided.Passed} 项", $"{decided.Passed} passed after two officials overrode the rules");
    }

    /// <summary>Two officials override every rule that the application fails.</summary>
    public static async Task OverrideAsync(JobContext job, Session second, string applicationId, string reason)
    {
        var eligibility = await job.Official.Eligibility.GetEligibilityAsync(new GetEligibilityRequest { ApplicationId = applicationId }, cancellationToken: job.Cancellation);
        var failed = eligibility.Results.Where(result => result.Outcome == EligibilityOutcome.Fail && result.OverrideDecisionId.Length == 0).Select(result => result.RuleId);
        var proposed = await job.Official.Decisions.ProposeDecisionAsync(
            new ProposeDecisionRequest
            {
                SubjectId = applicationId,
                Terms = new DecisionTerms { EligibilityOverride = new EligibilityOverrideTerms { RuleIds = { failed } } },
                Reason = reason,
                RequestId = job.NewRequestId(),
            },
            cancellationToken: job.Cancellation);
        await second.Decisions.ApproveDecisionAsync(new DecisionStepRequest { DecisionId = proposed.DecisionId, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    private static async Task<DecideFormalChecksResponse> DecideAsync(JobContext job) => await job.Official.Eligibility.DecideFormalChecksAsync(
        new DecideFormalChecksRequest { BatchId = job.Batch.BatchId, Statement = "已核对营业执照，成立日期符合要求", RequestId = job.NewRequestId() },
        cancellationToken: job.Cancellation);
}
