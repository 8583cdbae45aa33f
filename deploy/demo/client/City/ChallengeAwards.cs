using Platform.Demo.Access;
using Platform.Demo.Job;
using Platform.Transfer.V1;

namespace Platform.Demo.City;

/// <summary>Carries a published challenge whose deadline has passed to the state that the demo shows, from wherever it is.</summary>
internal static class ChallengeAwards
{
    private const int Evaluators = 2;

    public static async Task FinishAsync(JobContext job, Session firm, string id, ChallengeState wanted)
    {
        var challenge = await firm.Challenges.GetChallengeAsync(new GetChallengeRequest { ChallengeId = id }, cancellationToken: job.Cancellation);
        if (challenge.State == ChallengeState.Published)
            challenge = await firm.ChallengeAwards.OpenProposalsAsync(Step(job, id), cancellationToken: job.Cancellation);
        if (challenge.State == ChallengeState.Evaluating && wanted == ChallengeState.Failed)
            await firm.Challenges.FailChallengeAsync(
                new ChallengeReasonRequest { ChallengeId = id, Reason = "方案均未达到指标要求（演示）", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        if (challenge.State == ChallengeState.Evaluating && wanted != ChallengeState.Failed)
            challenge = await EvaluateAsync(job, firm, challenge, wanted);
        if (challenge.State == ChallengeState.AwardProposed && wanted != ChallengeState.AwardProposed)
            challenge = await job.Official.ChallengeAwards.ConfirmAwardAsync(Step(job, id), cancellationToken: job.Cancellation);
        if (challenge.State == ChallengeState.Awarded)
            await DeliverAsync(job, firm, challenge, wanted == ChallengeState.Completed ? challenge.Content.Milestones.Count : 1);
    }

    /// <summary>All evaluators file; of a challenge that stays in evaluation only the first.</summary>
    private static async Task<Challenge> EvaluateAsync(JobContext job, Session firm, Challenge challenge, ChallengeState wanted)
    {
        var experts = new List<Session>();
        for (var number = 1; number <= Evaluators; number++)
            experts.Add(await job.Parties.ReviewerAsync(number));
        await job.Official.ChallengeAwards.AssignEvaluatorsAsync(
            new AssignEvaluatorsRequest { ChallengeId = challenge.ChallengeId, EvaluatorIds = { experts.Select(expert => expert.ClientId) }, RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
        var proposals = (await firm.Proposals.ListProposalsAsync(new ListProposalsRequest { ChallengeId = challenge.ChallengeId }, cancellationToken: job.Cancellation)).Proposals;
        foreach (var (index, expert) in experts.Take(wanted == ChallengeState.Evaluating ? 1 : Evaluators).Index())
        {
            foreach (var (place, proposal) in proposals.Index())
            {
                var request = new FileEvaluationRequest { ProposalId = proposal.ProposalId, Comment = "路线清楚，进度可控。（演示）", RequestId = job.NewRequestId() };
                request.Scores.AddRange(challenge.Content.Criteria.Select((_, criterion) => 92 - (8 * place) - (2 * index) - criterion));
                await expert.ChallengeAwards.FileEvaluationAsync(request, cancellationToken: job.Cancellation);
            }
        }

        return wanted == ChallengeState.Evaluating || proposals.Count == 0 ? challenge : await firm.ChallengeAwards.ProposeAwardAsync(
            new ProposeAwardRequest { ChallengeId = challenge.ChallengeId, ProposalId = proposals[0].ProposalId, Reason = "评分最高，联调计划可行。（演示）", RequestId = job.NewRequestId() }, cancellationToken: job.Cancellation);
    }

    /// <summary>Reports, accepts and pays the first milestones; the next one is reported.</summary>
    private static async Task DeliverAsync(JobContext job, Session firm, Challenge challenge, int paid)
    {
        var winner = await job.Parties.UniversityAsync(challenge.WinnerCode);
        foreach (var (index, milestone) in challenge.Content.Milestones.Index().Take(paid + 1))
        {
            var state = milestone.State;
            if (state == ChallengeMilestoneState.Planned)
            {
                await winner.ChallengeAwards.ReportChallengeMilestoneAsync(Report(milestone), cancellationToken: job.Cancellation);
                state = ChallengeMilestoneState.Reported;
            }

            if (index >= paid)
                return;
            if (state == ChallengeMilestoneState.Reported)
            {
                await firm.ChallengeAwards.AcceptChallengeMilestoneAsync(Report(milestone), cancellationToken: job.Cancellation);
                state = ChallengeMilestoneState.Accepted;
            }

            if (state == ChallengeMilestoneState.Accepted)
                await firm.ChallengeAwards.RecordChallengePaymentAsync(
                    new RecordChallengePaymentRequest { MilestoneId = milestone.MilestoneId, PaidOn = PoolReports.Text(job.Today), Reference = $"演示回单 {index + 1}", RequestId = job.NewRequestId() },
                    cancellationToken: job.Cancellation);
        }

        ChallengeMilestoneRequest Report(ChallengeMilestone milestone) => new() { MilestoneId = milestone.MilestoneId, Text = "已按约完成，附测试数据。（演示）", RequestId = job.NewRequestId() };
    }

    private static ChallengeStepRequest Step(JobContext job, string id) => new() { ChallengeId = id, RequestId = job.NewRequestId() };
}
