using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.TechTransfer.Files;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Challenges;

/// <summary>Documents of a challenge: added by its publisher while it is a draft, read by whoever sees it.</summary>
public sealed class ChallengeDocumentRights : IFileRights
{
    public TransferFilePurpose Purpose => TransferFilePurpose.ChallengeDocument;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<ChallengeRow>(
            new CommandDefinition($"{ChallengeRow.From} where c.challenge_id = @ownerId", new { ownerId }, cancellationToken: cancellation));
        return row?.IsSeenBy(caller) == true;
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        var row = await change.QuerySingleOrDefaultAsync<ChallengeRow>($"{ChallengeRow.From} where c.challenge_id = @ownerId for share of c", new { ownerId });
        if (row?.IsOwn(change.Caller) != true)
        {
            throw FileErrors.NotFound.ToException();
        }

        if (row.State != ChallengeState.Draft)
        {
            throw ChallengeErrors.WrongState(row.State).ToException();
        }
    }
}

/// <summary>Files of a proposal: added by its university until the deadline, read by whoever may read the proposal.</summary>
public sealed class ProposalFileRights : IFileRights
{
    public TransferFilePurpose Purpose => TransferFilePurpose.Proposal;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<ProposalRow>(
            new CommandDefinition($"{ProposalRow.From} where p.proposal_id = @ownerId", new { ownerId }, cancellationToken: cancellation));
        return row?.IsReadBy(caller) == true;
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        var found = await ProposalRow.FindAsync(change, ownerId.ToString());
        if (found?.IsOwn(change.Caller) != true)
        {
            throw FileErrors.NotFound.ToException();
        }

        var row = await ProposalRow.LockOwnAsync(change, ownerId.ToString(), "");
        await WriteProposal.CheckAsync(change, row, ProposalState.Draft, ProposalState.Submitted);
    }
}

/// <summary>What shows a milestone: added by the winner before it reports, read by publisher, winner and officials.</summary>
public sealed class ChallengeMilestoneRights : IFileRights
{
    private const string One = """
        select c.organisation_code as publisher, w.organisation_code as winner, m.state, c.state as challenge_state
        from challenge_milestone m
        join challenge c on c.challenge_id = m.challenge_id
        left join challenge_proposal w on w.proposal_id = c.winner_id
        where m.milestone_id = @ownerId
        """;

    public TransferFilePurpose Purpose => TransferFilePurpose.ChallengeMilestone;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        var sides = await connection.QuerySingleOrDefaultAsync<Sides>(new CommandDefinition(One, new { ownerId }, cancellationToken: cancellation));
        return sides is not null && (caller.Is(Roles.Official) || caller.OrganisationCode == sides.Publisher || caller.OrganisationCode == sides.Winner);
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        var sides = await change.QuerySingleOrDefaultAsync<Sides>($"{One} for share of m", new { ownerId });
        if (sides is null || sides.Winner != change.Caller.OrganisationCode)
        {
            throw FileErrors.NotFound.ToException();
        }

        if ((ChallengeState)sides.ChallengeState != ChallengeState.Awarded)
        {
            throw ChallengeErrors.WrongState((ChallengeState)sides.ChallengeState).ToException();
        }

        if ((ChallengeMilestoneState)sides.State != ChallengeMilestoneState.Planned)
        {
            throw ChallengeErrors.MilestoneWrongState((ChallengeMilestoneState)sides.State).ToException();
        }
    }

    private sealed record Sides(string Publisher, string? Winner, short State, short ChallengeState);
}
