using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Common.V1;
using Platform.Transfer.V1;
using Xunit;

namespace Platform.TechTransfer.Tests.Challenges;

public sealed class AwardTests(TransferFixture service) : IClassFixture<TransferFixture>
{
    private readonly Rounds _rounds = new(service);

    [Fact]
    public async Task From_evaluations_to_the_last_payment_two_sides_award_and_the_price_is_split_exactly()
    {
        var (challenge, first, second) = await _rounds.EvaluatedAsync("完整的榜单");
        var ranking = await _rounds.FirmAwards.GetChallengeRankingAsync(new GetChallengeRankingRequest { ChallengeId = challenge.ChallengeId });
        Assert.Equal([(first.ProposalId, 1, "90.0000"), (second.ProposalId, 2, "70.0000")], ranking.Proposals.Select(one => (one.ProposalId, one.Rank, one.Score)));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => _rounds.OfficialAwards.ConfirmAwardAsync(Rounds.Step(challenge)).ResponseAsync);
        await _rounds.FirmAwards.ProposeAwardAsync(Propose(challenge, first));
        await TransferFixture.RefusedAsync(StatusCode.PermissionDenied, ErrorReason.RoleRequired, () => _rounds.FirmAwards.ConfirmAwardAsync(Rounds.Step(challenge)).ResponseAsync);
        var awarded = await _rounds.OfficialAwards.ConfirmAwardAsync(Rounds.Step(challenge));
        Assert.Equal((ChallengeState.Awarded, TransferFixture.Yanshan, 70_000_001L), (awarded.State, awarded.WinnerCode, awarded.Content.Milestones.Sum(one => one.AgreedCnyFen)));
        Assert.Equal(first.ProposalId, Assert.Single(await service.RaisedAsync<ChallengeAwarded>(challenge.ChallengeId)).ProposalId);
        Assert.Contains(await service.RaisedAsync<NotificationRaised>(TransferFixture.Northeastern), told => told.Topic == "challenge.lost" && told.Link == $"/challenges/{challenge.ChallengeId}");
        Assert.Equal("4,5", await service.ScalarAsync<string>(
            "select string_agg(state::text, ',' order by state) from challenge_proposal where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));

        var winner = _rounds.Awards(service.University(TransferFixture.Yanshan));
        foreach (var (number, milestone) in awarded.Content.Milestones.Index())
        {
            var step = new ChallengeMilestoneRequest { MilestoneId = milestone.MilestoneId, Text = "样机测试报告" };
            await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => _rounds.Awards(service.University(TransferFixture.Northeastern)).ReportChallengeMilestoneAsync(step).ResponseAsync);
            await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => _rounds.FirmAwards.AcceptChallengeMilestoneAsync(step).ResponseAsync);
            await winner.ReportChallengeMilestoneAsync(step);
            Assert.Equal("样机测试报告", (await _rounds.FirmAwards.ReturnChallengeMilestoneAsync(step)).Content.Milestones[number].ReturnedReason);
            await winner.ReportChallengeMilestoneAsync(step);
            await _rounds.FirmAwards.AcceptChallengeMilestoneAsync(step);
            await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => _rounds.Firm.FailChallengeAsync(Reason(challenge)).ResponseAsync);
            await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => _rounds.FirmAwards.RecordChallengePaymentAsync(Pay(milestone, 2)).ResponseAsync);
            var paid = await _rounds.FirmAwards.RecordChallengePaymentAsync(Pay(milestone, 0));
            Assert.Equal(number == 1 ? ChallengeState.Completed : ChallengeState.Awarded, paid.State);
        }

        Assert.Equal(2, await service.ScalarAsync<int>("select count(*) from challenge_milestone where challenge_id = @id and state = 4 and paid_on is not null", new { id = Guid.Parse(challenge.ChallengeId) }));
    }

    [Fact]
    public async Task Of_two_awards_at_once_one_is_taken()
    {
        var (challenge, first, second) = await _rounds.EvaluatedAsync("同时中榜的榜单");
        var calls = await Task.WhenAll(new[] { first, second, first, second }.Select(async proposal =>
        {
            try
            {
                return (await _rounds.FirmAwards.ProposeAwardAsync(Propose(challenge, proposal))).WinnerProposalId;
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
            {
                return null;
            }
        }));
        var winner = Assert.Single(calls, call => call is not null);
        Assert.Equal(Guid.Parse(winner!), await service.ScalarAsync<Guid>("select winner_id from challenge where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));
        await _rounds.OfficialAwards.ConfirmAwardAsync(Rounds.Step(challenge));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.WrongState, () => _rounds.OfficialAwards.ConfirmAwardAsync(Rounds.Step(challenge)).ResponseAsync);
        Assert.Single(await service.RaisedAsync<ChallengeAwarded>(challenge.ChallengeId));
    }

    [Fact]
    public async Task A_conflict_voids_an_evaluation_and_leaves_too_few_of_them()
    {
        var (challenge, first, second) = await _rounds.EvaluatedAsync("有利益冲突的榜单");
        await _rounds.Awards(_rounds.Evaluator(2)).DeclareProposalConflictAsync(new DeclareProposalConflictRequest { ProposalId = second.ProposalId, Reason = "曾合作" });
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => _rounds.EvaluateAsync(second, 2, 99));
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.EvaluationsMissing, () => _rounds.FirmAwards.ProposeAwardAsync(Propose(challenge, first)).ResponseAsync);
        Assert.Equal(4, await service.ScalarAsync<int>("select state from challenge where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));
        await _rounds.OfficialAwards.AssignEvaluatorsAsync(new AssignEvaluatorsRequest { ChallengeId = challenge.ChallengeId, EvaluatorIds = { "evaluator-3" } });
        // Who has filed stays assigned.
        Assert.Equal(3, await service.ScalarAsync<int>("select count(*) from challenge_evaluator where challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));
        await _rounds.EvaluateAsync(second, 3, 60);
        Assert.Equal(ChallengeState.AwardProposed, (await _rounds.FirmAwards.ProposeAwardAsync(Propose(challenge, first))).State);
    }

    [Fact]
    public async Task Experts_of_the_team_s_university_strangers_and_wrong_scores_are_refused()
    {
        var (challenge, first, _) = await _rounds.EvaluatedAsync("评审受限的榜单");
        await _rounds.OfficialAwards.AssignEvaluatorsAsync(new AssignEvaluatorsRequest { ChallengeId = challenge.ChallengeId, EvaluatorIds = { "colleague" } });
        var colleague = _rounds.Awards(service.Reviewer("colleague", TransferFixture.Yanshan));
        var file = new FileEvaluationRequest { ProposalId = first.ProposalId, Scores = { 100, 100, 100, 100 }, Comment = "很好。" };
        await TransferFixture.RefusedAsync(StatusCode.FailedPrecondition, ErrorReason.Recusal, () => colleague.FileEvaluationAsync(file).ResponseAsync);
        await TransferFixture.RefusedAsync(StatusCode.NotFound, ErrorReason.NotFound, () => _rounds.Awards(service.Reviewer("stranger")).FileEvaluationAsync(file).ResponseAsync);
        file.Scores.RemoveAt(0);
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.InvalidField, () => _rounds.Awards(_rounds.Evaluator(1)).FileEvaluationAsync(file).ResponseAsync);
        Assert.Equal(4, await service.ScalarAsync<int>(
            "select count(*) from challenge_evaluation e join challenge_proposal p on p.proposal_id = e.proposal_id where p.challenge_id = @id", new { id = Guid.Parse(challenge.ChallengeId) }));
    }

    [Fact]
    public async Task A_refused_award_is_proposed_again_and_a_failed_challenge_opens_its_next_round()
    {
        var (challenge, first, second) = await _rounds.EvaluatedAsync("重新发榜的榜单");
        await _rounds.FirmAwards.ProposeAwardAsync(Propose(challenge, second));
        var refused = await _rounds.OfficialAwards.RefuseAwardAsync(new ChallengeReasonRequest { ChallengeId = challenge.ChallengeId, Reason = "未说明为何不选第一名" });
        Assert.Equal((ChallengeState.Evaluating, ""), (refused.State, refused.WinnerProposalId));
        await _rounds.FirmAwards.ProposeAwardAsync(Propose(challenge, first));
        await _rounds.OfficialAwards.ConfirmAwardAsync(Rounds.Step(challenge));
        Assert.Equal(ChallengeState.Failed, (await _rounds.Firm.FailChallengeAsync(Reason(challenge))).State);

        var past = Timestamp.FromDateTimeOffset(service.Clock.GetUtcNow().AddMinutes(-1));
        await TransferFixture.RefusedAsync(StatusCode.InvalidArgument, ErrorReason.PastDate, () =>
            _rounds.Firm.ReopenChallengeAsync(new ReopenChallengeRequest { ChallengeId = challenge.ChallengeId, Deadline = past }).ResponseAsync);
        var deadline = Timestamp.FromDateTimeOffset(service.Clock.GetUtcNow().AddDays(3));
        var reopened = await _rounds.Firm.ReopenChallengeAsync(new ReopenChallengeRequest { ChallengeId = challenge.ChallengeId, Deadline = deadline });
        Assert.Equal((ChallengeState.InReview, 2, ""), (reopened.State, reopened.Round, reopened.WinnerProposalId));
        await _rounds.Official.ApproveChallengeAsync(Rounds.Step(challenge));
        await _rounds.ProposeAsync(challenge, TransferFixture.Yanshan, "板形团队");
        var firm = await _rounds.Proposals(service.Enterprise(TransferFixture.Firm)).ListProposalsAsync(new ListProposalsRequest { ChallengeId = challenge.ChallengeId });
        Assert.Equal([1, 1], firm.Proposals.Select(proposal => proposal.Round));
        Assert.Equal(2, (await service.RaisedAsync<ChallengePublished>(challenge.ChallengeId)).Count);
    }

    private static ProposeAwardRequest Propose(Challenge challenge, ChallengeProposal proposal) =>
        new() { ChallengeId = challenge.ChallengeId, ProposalId = proposal.ProposalId, Reason = "评分最高，方案可行。" };

    private static ChallengeReasonRequest Reason(Challenge challenge) => new() { ChallengeId = challenge.ChallengeId, Reason = "未能达到指标" };

    private RecordChallengePaymentRequest Pay(ChallengeMilestone milestone, int days) => new()
    {
        MilestoneId = milestone.MilestoneId, PaidOn = Rounds.Day(service.Clock.GetUtcNow(), days), Reference = "回单 001",
    };
}
