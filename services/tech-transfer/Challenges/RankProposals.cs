using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>The ranking of a round's proposals, computed from the evaluations that stand.</summary>
public sealed class RankProposals(Store store)
{
    private const string Submitted = $"{ProposalRow.From} where p.challenge_id = @ChallengeId and p.round = @Round and p.state in (2, 4, 5) order by p.proposal_id limit 200";

    private const string Filed = """
        select e.proposal_id, e.scores, e.comment from challenge_evaluation e join challenge_proposal p on p.proposal_id = e.proposal_id
        where p.challenge_id = @ChallengeId and p.round = @Round
        order by e.proposal_id, e.filed_at, e.account_id
        limit 4000
        """;

    public async Task<ChallengeRanking> HandleAsync(GetChallengeRankingRequest request, ServerCallContext call)
    {
        var id = Guid.Parse(request.ChallengeId);
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ChallengeRow>(
            new CommandDefinition($"{ChallengeRow.From} where c.challenge_id = @id", new { id }, cancellationToken: call.CancellationToken));
        if (row?.IsSeenBy(caller) != true)
        {
            throw ChallengeErrors.NotFound.ToException();
        }

        if (!row.IsOwn(caller) && !caller.Is(Roles.Official))
        {
            throw CommonErrors.OtherOrganisation.ToException();
        }

        return ChallengeStates.IsOpened(row.State) ? await ReadAsync(connection, row, call.CancellationToken) : throw ChallengeErrors.Sealed.ToException();
    }

    /// <summary>The ranking as it stands.</summary>
    internal static async Task<ChallengeRanking> ReadAsync(NpgsqlConnection connection, ChallengeRow row, CancellationToken cancellation)
    {
        var weights = (await ChallengeParts.CriteriaAsync(connection, row.ChallengeId, cancellation)).Select(criterion => criterion.WeightBp).ToArray();
        var proposals = (await connection.QueryAsync<ProposalRow>(new CommandDefinition(Submitted, new { row.ChallengeId, row.Round }, cancellationToken: cancellation)))
            .ToDictionary(proposal => proposal.ProposalId);
        var filed = (await connection.QueryAsync<EvaluationRow>(new CommandDefinition(Filed, new { row.ChallengeId, row.Round }, cancellationToken: cancellation)))
            .ToLookup(evaluation => evaluation.ProposalId);
        var ranked = ProposalScores.Rank(weights, proposals.Values.Select(proposal => new ScoredProposal(
            proposal.ProposalId, proposal.PriceCnyFen, proposal.SubmittedAt ?? proposal.CreatedAt, [.. filed[proposal.ProposalId].Select(evaluation => evaluation.Scores)])));
        return new ChallengeRanking { Proposals = { ranked.Select((scored, index) => ToMessage(proposals[scored.ProposalId], scored, index + 1, weights, filed[scored.ProposalId])) } };
    }

    private static RankedProposal ToMessage(ProposalRow proposal, ScoredProposal scored, int rank, int[] weights, IEnumerable<EvaluationRow> filed) => new()
    {
        ProposalId = proposal.ProposalId.ToString(),
        Rank = scored.Evaluations.Count == 0 ? 0 : rank,
        Score = ProposalScores.Text(weights, scored.Evaluations),
        OrganisationCode = proposal.OrganisationCode,
        OrganisationName = proposal.OrganisationName,
        TeamName = proposal.TeamName,
        PriceCnyFen = proposal.PriceCnyFen,
        Evaluations = { filed.Select(evaluation => evaluation.ToMessage()) },
    };
}
