using Dapper;
using Npgsql;
using Platform.Chassis.Auth;

namespace Platform.ProjectRegistry.Pool;

/// <summary>Who reads what belongs to a project alone (plan, milestones, reports): officials, and its own firm. To others it does not exist.</summary>
internal static class ProjectReaders
{
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, Caller caller, Guid projectId, CancellationToken cancellation)
    {
        const string sql = "select exists (select from project where project_id = @projectId and (@All or organisation_code = @Firm))";
        var sight = ProjectSight.Of(caller);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, new { projectId, sight.All, sight.Firm }, cancellationToken: cancellation)))
        {
            throw PoolErrors.NotFound.ToException();
        }
    }
}
