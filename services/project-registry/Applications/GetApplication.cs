using Dapper;
using Grpc.Core;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>One application, as far as the caller may see it.</summary>
internal static class GetApplication
{
    private const string Sql = $"select {ApplicationRow.Columns} from application where application_id = @id";

    public static async Task<Application> RunAsync(Store store, ServerCallContext call, GetApplicationRequest request)
    {
        var sight = Sight.Of(Caller.Of(call));
        await using var connection = await store.OpenAsync(call.CancellationToken);
        return sight.Show(await FindAsync(connection, sight, request.ApplicationId, call.CancellationToken));
    }

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND.</exception>
    public static async Task<ApplicationRow> FindAsync(NpgsqlConnection connection, Sight sight, string applicationId, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<ApplicationRow>(
            new CommandDefinition(Sql, new { id = Guid.Parse(applicationId) }, cancellationToken: cancellation));
        return row is not null && sight.Sees(row) ? row : throw ApplicationErrors.NotFound.ToException();
    }
}
