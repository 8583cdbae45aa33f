using System.Reflection;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Platform.Chassis.Data;

namespace Platform.Chassis.Hosting;

/// <summary>Healthy where the database answers and every migration of this binary was applied.</summary>
internal sealed class PostgresHealth(NpgsqlDataSource source, Assembly serviceAssembly) : IHealthCheck
{
    public const string Name = "postgresql";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var applied = (await connection.QueryAsync<string>("select scriptname from schemaversions limit 10000")).ToHashSet();
            var missing = MigrateCommand.ScriptNames(serviceAssembly).Where(name => !applied.Contains(name)).ToArray();
            return missing.Length == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"migrations pending: {string.Join(", ", missing)}");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return HealthCheckResult.Unhealthy("migrations pending: all");
        }
        catch (Exception exception) when (exception is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer", exception);
        }
    }
}
