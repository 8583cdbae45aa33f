using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Claims;

/// <summary>Evidence of a claim: its firm adds it until the claim is decided, officials read it.</summary>
public sealed class ClaimFiles : IFileRights
{
    public FilePurpose Purpose => FilePurpose.ClaimEvidence;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        const string sql = "select organisation_code from policy_claim where claim_id = @ownerId";
        var firm = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { ownerId }, cancellationToken: cancellation));
        return firm is not null && (caller.Is(Roles.Official) || (caller.Is(Roles.Enterprise) && caller.OrganisationCode == firm));
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        var claim = await ClaimRow.LockAsync(change, ownerId, "", change.Caller.OrganisationCode);
        if (!ClaimSteps.IsOpen(claim.State))
        {
            throw ClaimErrors.WrongState(claim.State).ToException();
        }
    }

    public async Task<bool> IsKeptAsync(Change change, Guid fileId) =>
        await change.ExecuteScalarAsync<int>("select count(*)::int from claim_evidence where file_id = @fileId", new { fileId }) > 0;
}
