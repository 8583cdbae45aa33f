using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>Who evaluates, their conflicts and their evaluations.</summary>
public sealed class Evaluate(Store store)
{
    private const string File = """
        insert into challenge_evaluation (proposal_id, account_id, scores, comment, filed_at) values (@ProposalId, @Subject, @scores, @Comment, @Now)
        on conflict (proposal_id, account_id) do update set scores = excluded.scores, comment = excluded.comment, filed_at = excluded.filed_at
        """;

    private const string Assign = """
        with filed as (
            select distinct e.account_id from challenge_evaluation e join challenge_proposal p on p.proposal_id = e.proposal_id
            where p.challenge_id = @ChallengeId and p.round = @Round),
        gone as (
            delete from challenge_evaluator
            where challenge_id = @ChallengeId and round = @Round and account_id <> all(@accounts) and account_id not in (select account_id from filed))
        insert into challenge_evaluator (challenge_id, round, account_id) select @ChallengeId, @Round, a from unnest(@accounts) a
        on conflict do nothing
        """;

    public Task<Challenge> AssignAsync(AssignEvaluatorsRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ChallengeRow.LockAsync(change, request.ChallengeId, request.Etag);
            if (row.State is not (ChallengeState.Published or ChallengeState.Evaluating))
            {
                throw ChallengeErrors.WrongState(row.State).ToException();
            }

            await change.ExecuteAsync(Assign, new { row.ChallengeId, row.Round, accounts = request.EvaluatorIds.ToArray() });
            await change.ExecuteAsync("update challenge set version = version + 1 where challenge_id = @ChallengeId", new { row.ChallengeId });
            change.Audit("challenge.assign-evaluators", "challenge", request.ChallengeId, new { count = request.EvaluatorIds.Count });
            foreach (var account in request.EvaluatorIds.Except(row.Evaluators, StringComparer.Ordinal))
            {
                Inform.Account(change, account, StepChallenge.News(row, "challenge.evaluator", $"您被指派评审榜单“{row.Title}”的方案，截止后可查看。", $"You evaluate the proposals to the challenge “{row.Title}”; you see them after the deadline."));
            }

            return await ChallengeParts.WholeAsync(change, row.ChallengeId);
        });

    public Task<DeclareProposalConflictResponse> DeclareAsync(DeclareProposalConflictRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await LockAsync(change, request.ProposalId);
            await change.ExecuteAsync(
                "insert into challenge_conflict (proposal_id, account_id, reason, declared_at) values (@ProposalId, @Subject, @Reason, @Now)",
                new { row.ProposalId, change.Caller.Subject, request.Reason, change.Now });
            await change.ExecuteAsync("delete from challenge_evaluation where proposal_id = @ProposalId and account_id = @Subject", new { row.ProposalId, change.Caller.Subject });
            change.Audit("proposal.conflict", "challenge_proposal", request.ProposalId);
            return new DeclareProposalConflictResponse();
        });

    public Task<Evaluation> FileAsync(FileEvaluationRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await LockAsync(change, request.ProposalId);
            var criteria = await ChallengeParts.CriteriaAsync(change.Connection, row.ChallengeId, change.Cancellation);
            if (request.Scores.Count != criteria.Count)
            {
                throw ChallengeErrors.Scores.ToException();
            }

            await change.ExecuteAsync(File, new { row.ProposalId, change.Caller.Subject, scores = request.Scores.ToArray(), request.Comment, change.Now });
            change.Audit("proposal.evaluate", "challenge_proposal", request.ProposalId);
            return new Evaluation { Scores = { request.Scores }, Comment = request.Comment };
        });

    /// <summary>A proposal that the caller evaluates; its challenge is kept in evaluation until the commit.</summary>
    private static async Task<ProposalRow> LockAsync(Change change, string proposalId)
    {
        var found = await ProposalRow.FindAsync(change, proposalId);
        if (found?.IsAssigned(change.Caller) != true || !found.IsOpened)
        {
            throw ChallengeErrors.ProposalNotFound.ToException();
        }

        if (found.HasTies(change.Caller))
        {
            throw ChallengeErrors.Recusal.ToException();
        }

        await change.ExecuteAsync("select from challenge where challenge_id = @ChallengeId for share", new { found.ChallengeId });
        var row = (await ProposalRow.FindAsync(change, proposalId))!;
        return row.ChallengeState == ChallengeState.Evaluating && row.Round == row.ChallengeRound ? row : throw ChallengeErrors.WrongState(row.ChallengeState).ToException();
    }
}
