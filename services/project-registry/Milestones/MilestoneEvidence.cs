using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.ProjectRegistry.Files;
using Platform.ProjectRegistry.Pool;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Milestones;

/// <summary>Files that show that a milestone is reached: read by its firm and officials, changed by its firm until it reports it done.</summary>
public sealed class MilestoneEvidence : IFileRights
{
    public FilePurpose Purpose => FilePurpose.MilestoneEvidence;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation)
    {
        const string sql = """
            select exists (select from milestone join project using (project_id) where milestone_id = @ownerId and (@All or organisation_code = @Firm))
            """;
        var sight = ProjectSight.Of(caller);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, new { ownerId, sight.All, sight.Firm }, cancellationToken: cancellation));
    }

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        _ = await PoolProject.LockOwnAsync(change, await MilestoneRow.ProjectOfAsync(change, ownerId.ToString()));
        var milestone = await MilestoneRow.ReadAsync(change, ownerId);
        if (milestone.State != MilestoneState.Planned)
        {
            throw MilestoneErrors.WrongState(milestone.State).ToException();
        }
    }

    /// <exception cref="Chassis.Errors.FailedException">EVIDENCE_MISSING.</exception>
    internal static async Task RequireAsync(Change change, MilestoneRow milestone)
    {
        var files = await StoredFiles.ListAsync(change.Connection, FilePurpose.MilestoneEvidence.Kind(), milestone.MilestoneId, change.Cancellation);
        if (files.Count == 0)
        {
            throw MilestoneErrors.EvidenceMissing.ToException();
        }
    }
}
