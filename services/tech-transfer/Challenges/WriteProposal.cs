using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>A team's proposal: started, replaced, submitted and withdrawn until the deadline.</summary>
public sealed class WriteProposal(Store store)
{
    private const string Insert = """
        insert into challenge_proposal (
            proposal_id, challenge_id, round, organisation_code, organisation_name, team_name, team_key, members, approach, plan, price_cny_fen, months, state, created_at)
        values (
            @id, @ChallengeId, @Round, @OrganisationCode, coalesce((select name from organisation where organisation_code = @OrganisationCode), ''), @TeamName, @teamKey,
            @members::jsonb, @Approach, @Plan, @PriceCnyFen, @Months, 1, @Now)
        """;

    private const string Update = """
        update challenge_proposal set team_name = @TeamName, team_key = @teamKey, members = @members::jsonb, approach = @Approach, plan = @Plan,
            price_cny_fen = @PriceCnyFen, months = @Months, version = version + 1
        where proposal_id = @id
        """;

    public Task<ChallengeProposal> CreateAsync(CreateProposalRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var challenge = await change.QuerySingleOrDefaultAsync<ChallengeRow>(
                $"{ChallengeRow.From} where c.challenge_id = @id for share of c", new { id = Guid.Parse(request.ChallengeId) });
            if (challenge?.IsSeenBy(change.Caller) != true)
            {
                throw ChallengeErrors.NotFound.ToException();
            }

            CheckOpen(challenge, change);
            var id = change.NewId();
            await SaveAsync(change, Insert, id, challenge, request.Content);
            change.Audit("proposal.create", "challenge_proposal", id.ToString());
            return (await ProposalRow.FindAsync(change, id.ToString()))!.ToMessage();
        });

    public Task<ChallengeProposal> UpdateAsync(UpdateProposalRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ProposalRow.LockOwnAsync(change, request.ProposalId, request.Etag);
            var challenge = await CheckAsync(change, row, ProposalState.Draft, ProposalState.Submitted);
            await SaveAsync(change, Update, row.ProposalId, challenge, request.Content);
            change.Audit("proposal.update", "challenge_proposal", request.ProposalId);
            return (await ProposalRow.FindAsync(change, request.ProposalId))!.ToMessage();
        });

    public Task<ChallengeProposal> SubmitAsync(ProposalStepRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ProposalRow.LockOwnAsync(change, request.ProposalId, request.Etag);
            await CheckAsync(change, row, ProposalState.Draft);
            await change.ExecuteAsync(
                "update challenge_proposal set state = 2, submitted_at = @Now, version = version + 1 where proposal_id = @ProposalId", new { row.ProposalId, change.Now });
            change.Audit("proposal.submit", "challenge_proposal", request.ProposalId);
            return (await ProposalRow.FindAsync(change, request.ProposalId))!.ToMessage();
        });

    public Task<ChallengeProposal> WithdrawAsync(ProposalStepRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = await ProposalRow.LockOwnAsync(change, request.ProposalId, request.Etag);
            await CheckAsync(change, row, ProposalState.Draft, ProposalState.Submitted);
            await change.ExecuteAsync("update challenge_proposal set state = 3, version = version + 1 where proposal_id = @ProposalId", new { row.ProposalId });
            change.Audit("proposal.withdraw", "challenge_proposal", request.ProposalId);
            return (await ProposalRow.FindAsync(change, request.ProposalId))!.ToMessage();
        });

    /// <summary>Refuses what comes after the deadline, or to a challenge that takes no proposals.</summary>
    /// <exception cref="FailedException">WRONG_STATE, DEADLINE_PASSED.</exception>
    internal static void CheckOpen(ChallengeRow challenge, Change change)
    {
        if (ChallengeStates.IsOpened(challenge.State) || (challenge.State == ChallengeState.Published && challenge.Deadline <= change.Now))
        {
            throw ChallengeErrors.DeadlinePassed.ToException();
        }

        if (challenge.State != ChallengeState.Published)
        {
            throw ChallengeErrors.WrongState(challenge.State).ToException();
        }
    }

    /// <summary>The challenge of a locked proposal, where a step from these states is still possible.</summary>
    internal static async Task<ChallengeRow> CheckAsync(Change change, ProposalRow row, params ProposalState[] states)
    {
        var challenge = (await change.QuerySingleOrDefaultAsync<ChallengeRow>($"{ChallengeRow.From} where c.challenge_id = @ChallengeId", new { row.ChallengeId }))!;
        if (!states.Contains(row.State))
        {
            throw ChallengeErrors.ProposalWrongState(row.State).ToException();
        }

        if (row.Round != challenge.Round)
        {
            throw ChallengeErrors.DeadlinePassed.ToException();
        }

        CheckOpen(challenge, change);
        return challenge;
    }

    private static async Task SaveAsync(Change change, string sql, Guid id, ChallengeRow challenge, ProposalContent content)
    {
        var most = await change.ExecuteScalarAsync<long>(
            "select coalesce(sum(payment_cny_fen), 0)::bigint from challenge_milestone where challenge_id = @ChallengeId and state <> 4", new { challenge.ChallengeId });
        if (content.PriceCnyFen > most)
        {
            throw ChallengeErrors.PriceAboveBounty.ToException();
        }

        try
        {
            await change.ExecuteAsync(sql, new
            {
                id, challenge.ChallengeId, challenge.Round, change.Caller.OrganisationCode, content.TeamName, teamKey = Words.Fold(content.TeamName),
                members = ProtoJson.OfAll(content.Members), content.Approach, content.Plan, content.PriceCnyFen, content.Months, change.Now,
            });
        }
        catch (PostgresException exception) when (exception.Violates("challenge_proposal_team"))
        {
            throw ChallengeErrors.TeamTaken.ToException();
        }
    }
}
