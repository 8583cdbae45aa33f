using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>The milestones of an awarded challenge: reported by the winner, accepted or returned and paid by the publisher.</summary>
public sealed class Milestones(Store store)
{
    public Task<Challenge> ReportAsync(ChallengeMilestoneRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (challenge, milestone) = await LockAsync(change, request.MilestoneId, ChallengeMilestoneState.Planned, ofWinner: true);
            await SetAsync(change, milestone, "state = 2, report = @text, returned_reason = ''", "challenge.milestone-report", Needed(request.Text));
            Inform.Organisation(change, challenge.OrganisationCode, StepChallenge.News(challenge, "challenge.milestone-reported", $"榜单“{challenge.Title}”的里程碑“{milestone.Title}”待验收。", $"The milestone “{milestone.Title}” of “{challenge.Title}” waits for acceptance."));
            return await ChallengeParts.WholeAsync(change, challenge.ChallengeId);
        });

    public Task<Challenge> AcceptAsync(ChallengeMilestoneRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (challenge, milestone) = await LockAsync(change, request.MilestoneId, ChallengeMilestoneState.Reported, ofWinner: false);
            await SetAsync(change, milestone, "state = 3", "challenge.milestone-accept", "");
            Tell(change, challenge, "challenge.milestone-accepted", $"里程碑“{milestone.Title}”已验收。", $"The milestone “{milestone.Title}” is accepted.");
            return await ChallengeParts.WholeAsync(change, challenge.ChallengeId);
        });

    public Task<Challenge> ReturnAsync(ChallengeMilestoneRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (challenge, milestone) = await LockAsync(change, request.MilestoneId, ChallengeMilestoneState.Reported, ofWinner: false);
            await SetAsync(change, milestone, "state = 1, returned_reason = @text", "challenge.milestone-return", Needed(request.Text));
            Tell(change, challenge, "challenge.milestone-returned", $"里程碑“{milestone.Title}”未通过验收，请查看理由。", $"The milestone “{milestone.Title}” was not accepted: see the reason.");
            return await ChallengeParts.WholeAsync(change, challenge.ChallengeId);
        });

    /// <summary>Records a payment; with the last one the challenge is completed.</summary>
    public Task<Challenge> PayAsync(RecordChallengePaymentRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var paidOn = CityDays.Parse(request.PaidOn);
            if (paidOn is null || paidOn > CityDays.Of(change.Now))
            {
                throw ChallengeErrors.PaidOn.ToException();
            }

            var (challenge, milestone) = await LockAsync(change, request.MilestoneId, ChallengeMilestoneState.Accepted, ofWinner: false);
            await change.ExecuteAsync(
                "update challenge_milestone set state = 4, paid_on = @paidOn, payment_reference = @Reference where milestone_id = @MilestoneId",
                new { milestone.MilestoneId, paidOn, request.Reference });
            change.Audit("challenge.milestone-pay", "challenge_milestone", request.MilestoneId, new { amount_cny_fen = milestone.AgreedCnyFen });
            Tell(change, challenge, "challenge.milestone-paid", $"里程碑“{milestone.Title}”的款项已支付。", $"The milestone “{milestone.Title}” was paid.");
            if (!await change.ExecuteScalarAsync<bool>("select exists (select from challenge_milestone where challenge_id = @ChallengeId and state <> 4)", new { challenge.ChallengeId }))
            {
                await StepChallenge.ToAsync(change, challenge, challenge.Next(ChallengeStep.Complete), "challenge.complete", "reason = ''");
                Tell(change, challenge, "challenge.completed", $"榜单“{challenge.Title}”已完成。", $"The challenge “{challenge.Title}” is completed.");
            }

            return await ChallengeParts.WholeAsync(change, challenge.ChallengeId);
        });

    /// <summary>A milestone of an awarded challenge, both locked, in this state, for a step by the winner or the publisher.</summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also for who is the other side; WRONG_STATE.</exception>
    private static async Task<(ChallengeRow Challenge, MilestoneRow Milestone)> LockAsync(Change change, string milestoneId, ChallengeMilestoneState state, bool ofWinner)
    {
        var id = Guid.Parse(milestoneId);
        var challengeId = await change.QuerySingleOrDefaultAsync<Guid?>("select challenge_id from challenge_milestone where milestone_id = @id", new { id });
        var challenge = challengeId is null ? null : await change.QuerySingleOrDefaultAsync<ChallengeRow>($"{ChallengeRow.From} where c.challenge_id = @challengeId for no key update of c", new { challengeId });
        if (challenge is null || (ofWinner ? challenge.WinnerCode : challenge.OrganisationCode) != change.Caller.OrganisationCode)
        {
            throw ChallengeErrors.MilestoneNotFound.ToException();
        }

        if (challenge.State != ChallengeState.Awarded)
        {
            throw ChallengeErrors.WrongState(challenge.State).ToException();
        }

        var milestone = (await ChallengeParts.MilestonesAsync(change.Connection, challenge.ChallengeId, change.Cancellation)).First(one => one.MilestoneId == id);
        return milestone.State == state ? (challenge, milestone) : throw ChallengeErrors.MilestoneWrongState(milestone.State).ToException();
    }

    private static async Task SetAsync(Change change, MilestoneRow milestone, string set, string action, string text)
    {
        await change.ExecuteAsync($"update challenge_milestone set {set} where milestone_id = @MilestoneId", new { milestone.MilestoneId, text });
        change.Audit(action, "challenge_milestone", milestone.MilestoneId.ToString());
    }

    private static void Tell(Change change, ChallengeRow challenge, string topic, string chinese, string english) =>
        Inform.Organisation(change, challenge.WinnerCode!, StepChallenge.News(challenge, topic, chinese, english));

    private static string Needed(string text) => text.Trim().Length > 0 ? text : throw ChallengeErrors.TextNeeded.ToException();
}
