using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>A challenge that is withdrawn, has failed, or is opened again as its next round.</summary>
public sealed class EndChallenge(Store store)
{
    public Task<Challenge> WithdrawAsync(ChallengeReasonRequest request, ServerCallContext call) =>
        EndAsync(request, call, ChallengeStep.Withdraw, "challenge.withdraw", "已撤榜", "was withdrawn");

    public Task<Challenge> FailAsync(ChallengeReasonRequest request, ServerCallContext call) =>
        EndAsync(request, call, ChallengeStep.Fail, "challenge.fail", "未达成", "has failed");

    public Task<Challenge> ReopenAsync(ReopenChallengeRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockOwnAsync(change, request.ChallengeId, request.Etag);
            var next = row.Next(ChallengeStep.Reopen);
            var deadline = request.Deadline.ToDateTimeOffset();
            if (deadline <= change.Now)
            {
                throw ChallengeErrors.PastDeadline.ToException();
            }

            await change.ExecuteAsync(
                """
                update challenge_milestone set state = 1, report = '', returned_reason = '', agreed_cny_fen = null, due_on = greatest(due_on, @day)
                where challenge_id = @ChallengeId and state <> 4
                """,
                new { row.ChallengeId, day = CityDays.Of(deadline).AddDays(1) });
            await change.ExecuteAsync(
                """
                update challenge set state = @state, round = round + 1, deadline = @deadline, submitted_by = @Subject, approved_by = null, winner_id = null, award_reason = '',
                    award_proposed_by = null, award_confirmed_by = null, awarded_at = null, version = version + 1
                where challenge_id = @ChallengeId
                """,
                new { row.ChallengeId, state = (int)next, deadline, change.Caller.Subject });
            change.Audit("challenge.reopen", "challenge", request.ChallengeId, new { round = row.Round + 1 });
            await StepChallenge.ToOfficialsAsync(change, row, "challenge.submitted", $"榜单“{row.Title}”重新发榜，待审核。", $"The challenge “{row.Title}” is to be opened again and waits for approval.");
            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    private Task<Challenge> EndAsync(ChallengeReasonRequest request, ServerCallContext call, ChallengeStep step, string action, string chinese, string english) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockOwnAsync(change, request.ChallengeId, request.Etag);
            var next = row.Next(step);
            if (await change.ExecuteScalarAsync<bool>("select exists (select from challenge_milestone where challenge_id = @ChallengeId and state = 3)", new { row.ChallengeId }))
            {
                throw ChallengeErrors.AcceptedUnpaid.ToException();
            }

            await StepChallenge.ToAsync(change, row, next, action, "reason = @reason", request.Reason);
            const string teams = """
                select distinct organisation_code from challenge_proposal
                where challenge_id = @ChallengeId and round = @Round and state <> 3 limit 1000
                """;
            foreach (var university in await change.QueryAsync<string>(teams, new { row.ChallengeId, row.Round }))
            {
                Inform.Organisation(change, university, StepChallenge.News(row, action, $"榜单“{row.Title}”{chinese}，请查看理由。", $"The challenge “{row.Title}” {english}: see the reason."));
            }

            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });
}
