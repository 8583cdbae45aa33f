using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>Proposals for those who may read them; sealed ones for their own university alone.</summary>
public sealed class ReadProposals(Store store)
{
    public async Task<ChallengeProposal> GetAsync(GetProposalRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ProposalRow>(new CommandDefinition(
            $"{ProposalRow.From} where p.proposal_id = @id", new { id = Guid.Parse(request.ProposalId) }, cancellationToken: call.CancellationToken));
        if (row is null || !(row.IsReadBy(caller) || (row.IsSide(caller) && row.State == ProposalState.Submitted)))
        {
            throw ChallengeErrors.ProposalNotFound.ToException();
        }

        return row.IsReadBy(caller) ? await WithOwnAsync(connection, row, caller, call.CancellationToken) : throw ChallengeErrors.Sealed.ToException();
    }

    public async Task<ListProposalsResponse> ListAsync(ListProposalsRequest request, ServerCallContext call)
    {
        var caller = Caller.Of(call);
        var id = Guid.Parse(request.ChallengeId);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var challenge = await connection.QuerySingleOrDefaultAsync<ChallengeRow>(
            new CommandDefinition($"{ChallengeRow.From} where c.challenge_id = @id", new { id }, cancellationToken: call.CancellationToken));
        if (challenge?.IsSeenBy(caller) != true)
        {
            throw ChallengeErrors.NotFound.ToException();
        }

        var rows = await connection.QueryAsync<ProposalRow>(new CommandDefinition(
            $"{ProposalRow.From} where p.challenge_id = @id order by p.round desc, p.submitted_at, p.proposal_id limit 200", new { id }, cancellationToken: call.CancellationToken));
        var answer = new ListProposalsResponse();
        foreach (var row in rows.Where(row => row.IsReadBy(caller)))
        {
            answer.Proposals.Add(await WithOwnAsync(connection, row, caller, call.CancellationToken));
        }

        return answer;
    }

    /// <summary>With the evaluation that the caller has filed.</summary>
    private static async Task<ChallengeProposal> WithOwnAsync(NpgsqlConnection connection, ProposalRow row, Caller caller, CancellationToken cancellation)
    {
        var message = row.ToMessage();
        if (row.IsEvaluatedBy(caller))
        {
            var own = await connection.QuerySingleOrDefaultAsync<EvaluationRow>(new CommandDefinition(
                "select proposal_id, scores, comment from challenge_evaluation where proposal_id = @ProposalId and account_id = @Subject",
                new { row.ProposalId, caller.Subject }, cancellationToken: cancellation));
            message.Evaluation = own?.ToMessage();
        }

        return message;
    }
}

internal sealed record EvaluationRow
{
    public Guid ProposalId { get; init; }

    public int[] Scores { get; init; } = [];

    public string Comment { get; init; } = "";

    public Evaluation ToMessage() => new() { Scores = { Scores }, Comment = Comment };
}
