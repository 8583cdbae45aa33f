using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>From the opening of the proposals to an award by two sides: the publisher proposes it, an official confirms it.</summary>
public sealed class Award(Store store)
{
    public Task<Challenge> OpenAsync(ChallengeStepRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockAsync(change, request.ChallengeId, request.Etag);
            if (!row.IsOwn(change.Caller) && !change.Caller.Is(Roles.Official))
            {
                throw CommonErrors.OtherOrganisation.ToException();
            }

            var next = row.Next(ChallengeStep.Open);
            if (row.Deadline > change.Now)
            {
                throw ChallengeErrors.Sealed.ToException();
            }

            await StepChallenge.ToAsync(change, row, next, "challenge.open", "reason = ''");
            Inform.Organisation(change, row.OrganisationCode, StepChallenge.News(row, "challenge.opened", $"榜单“{row.Title}”的 {row.ProposalCount} 份方案已开启。", $"{row.ProposalCount} proposals to the challenge “{row.Title}” were opened."));
            foreach (var account in row.Evaluators)
            {
                Inform.Account(change, account, StepChallenge.News(row, "challenge.evaluate", $"榜单“{row.Title}”的方案已开启，请评审。", $"The proposals to the challenge “{row.Title}” are open: evaluate them."));
            }

            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    public Task<Challenge> ProposeAsync(ProposeAwardRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockOwnAsync(change, request.ChallengeId, request.Etag);
            var next = row.Next(ChallengeStep.ProposeAward);
            var ranking = await RankProposals.ReadAsync(change.Connection, row, change.Cancellation);
            var chosen = ranking.Proposals.FirstOrDefault(proposal => proposal.ProposalId == request.ProposalId) ?? throw ChallengeErrors.ProposalNotFound.ToException();
            if (ranking.Proposals.Any(proposal => proposal.Evaluations.Count < row.EvaluationsRequired))
            {
                throw ChallengeErrors.EvaluationsMissing(row.EvaluationsRequired).ToException();
            }

            await change.ExecuteAsync(
                """
                update challenge set state = @state, winner_id = @winner, award_reason = @Reason, award_proposed_by = @Subject, reason = '', version = version + 1
                where challenge_id = @ChallengeId
                """,
                new { row.ChallengeId, state = (int)next, winner = Guid.Parse(request.ProposalId), request.Reason, change.Caller.Subject });
            change.Audit("challenge.propose-award", "challenge", request.ChallengeId, new { proposal = request.ProposalId, chosen.Rank, chosen.Score });
            await StepChallenge.ToOfficialsAsync(change, row, "challenge.award-proposed", $"榜单“{row.Title}”拟定中榜，待确认。", $"An award of the challenge “{row.Title}” waits to be confirmed.");
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    public Task<Challenge> ConfirmAsync(ChallengeStepRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockAsync(change, request.ChallengeId, request.Etag);
            var next = row.Next(ChallengeStep.ConfirmAward);
            if (row.AwardProposedBy == change.Caller.Subject)
            {
                throw ChallengeErrors.SecondPersonNeeded.ToException();
            }

            await change.ExecuteAsync(
                """
                update challenge_proposal set state = case when proposal_id = @WinnerId then 4 else 5 end, version = version + 1
                where challenge_id = @ChallengeId and round = @Round and state = 2
                """,
                new { row.ChallengeId, row.Round, row.WinnerId });
            await AgreeAsync(change, row);
            await StepChallenge.ToAsync(change, row, next, "challenge.confirm-award", "award_confirmed_by = @Subject, awarded_at = @Now");
            change.Raise(
                new ChallengeAwarded
                {
                    ChallengeId = request.ChallengeId, Title = row.Title, OrganisationCode = row.OrganisationCode, ProposalId = row.WinnerId.ToString(),
                    WinnerCode = row.WinnerCode, WinnerName = row.WinnerName, PriceCnyFen = row.WinnerPriceCnyFen ?? 0, Round = row.Round,
                },
                request.ChallengeId);
            await TellAsync(change, row);
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    public Task<Challenge> RefuseAsync(ChallengeReasonRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockAsync(change, request.ChallengeId, request.Etag);
            await StepChallenge.ToAsync(
                change, row, row.Next(ChallengeStep.RefuseAward), "challenge.refuse-award", "reason = @reason, winner_id = null, award_reason = '', award_proposed_by = null", request.Reason);
            Inform.Organisation(change, row.OrganisationCode, StepChallenge.News(row, "challenge.award-refused", $"榜单“{row.Title}”的拟定中榜未获确认，请查看理由。", $"The award of the challenge “{row.Title}” was not confirmed: see the reason."));
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    /// <summary>Splits the winner's price over the milestones not yet paid, as the bounty is split.</summary>
    private static async Task AgreeAsync(Change change, ChallengeRow row)
    {
        var open = (await ChallengeParts.MilestonesAsync(change.Connection, row.ChallengeId, change.Cancellation))
            .Where(milestone => milestone.State != ChallengeMilestoneState.Paid).ToList();
        var shares = Payments.Scale([.. open.Select(milestone => milestone.PaymentCnyFen)], row.WinnerPriceCnyFen ?? 0);
        await change.ExecuteAsync(
            "update challenge_milestone m set agreed_cny_fen = s.share from unnest(@ids, @shares) as s (id, share) where m.milestone_id = s.id",
            new { ids = open.Select(milestone => milestone.MilestoneId).ToArray(), shares });
    }

    private static async Task TellAsync(Change change, ChallengeRow row)
    {
        const string teams = "select distinct organisation_code from challenge_proposal where challenge_id = @ChallengeId and round = @Round and state in (4, 5) limit 1000";
        Inform.Organisation(change, row.OrganisationCode, StepChallenge.News(row, "challenge.awarded", $"榜单“{row.Title}”的中榜结果已确认。", $"The award of the challenge “{row.Title}” is confirmed."));
        foreach (var university in await change.QueryAsync<string>(teams, new { row.ChallengeId, row.Round }))
        {
            Inform.Organisation(change, university, university == row.WinnerCode
                ? StepChallenge.News(row, "challenge.won", $"贵单位中榜：“{row.Title}”。", $"Your university has won the challenge “{row.Title}”.")
                : StepChallenge.News(row, "challenge.lost", $"榜单“{row.Title}”已中榜，贵单位的方案未中榜。", $"The challenge “{row.Title}” was awarded to another team."));
        }
    }
}
