using System.Reflection;
using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Platform.Chassis.Data;

/// <summary>
/// <c>migrate</c>: brings a service's database up to date with the owner's role, then gives the app's role what it needs:
/// rows, but no DDL, and no way to change or delete an audit entry.
/// </summary>
public static class MigrateCommand
{
    /// <returns>0, or 1 with one sentence on standard error.</returns>
    public static int Run(string service, string? ownerConnection, string? appConnection, Assembly serviceAssembly)
    {
        if (string.IsNullOrEmpty(ownerConnection) || string.IsNullOrEmpty(appConnection))
        {
            Console.Error.WriteLine($"{service}: set ConnectionStrings__Migrations and ConnectionStrings__Database before `migrate`.");
            return 1;
        }

        try
        {
            Apply(ownerConnection, new NpgsqlConnectionStringBuilder(appConnection).Username!, serviceAssembly);
        }
        catch (Exception exception) when (exception is NpgsqlException or MigrationFailedException)
        {
            Console.Error.WriteLine($"{service}: migration failed: {exception.Message.ReplaceLineEndings(" ")}");
            return 1;
        }

        Console.WriteLine($"{service}: schema is current.");
        return 0;
    }

    /// <summary>Applies the chassis' scripts, then the service's, each once and in a transaction of its own.</summary>
    /// <exception cref="MigrationFailedException">A script failed; what came before it stays.</exception>
    public static void Apply(string ownerConnection, string appRole, Assembly serviceAssembly)
    {
        foreach (var assembly in new[] { typeof(MigrateCommand).Assembly, serviceAssembly })
        {
            var result = DeployChanges.To
                .PostgresqlDatabase(ownerConnection)
                .WithScripts(Scripts(assembly))
                .WithTransactionPerScript()
                .LogToNowhere()
                .Build()
                .PerformUpgrade();
            if (!result.Successful)
            {
                throw new MigrationFailedException($"{result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
            }
        }

        using var connection = new NpgsqlConnection(ownerConnection);
        connection.Open();
        using var grant = new NpgsqlCommand(Grants(appRole), connection);
        grant.ExecuteNonQuery();
    }

    /// <summary>Names of all scripts, for the check that a database is current.</summary>
    public static IEnumerable<string> ScriptNames(Assembly serviceAssembly) =>
        Scripts(typeof(MigrateCommand).Assembly).Concat(Scripts(serviceAssembly)).Select(script => script.Name);

    private static IEnumerable<SqlScript> Scripts(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.Contains(".Migrations.", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => SqlScript.FromStream(name, assembly.GetManifestResourceStream(name)!));

    private static string Grants(string appRole)
    {
        var role = new NpgsqlCommandBuilder().QuoteIdentifier(appRole);
        return $"""
            grant usage on schema public to {role};
            grant select, insert, update, delete on all tables in schema public to {role};
            grant usage on all sequences in schema public to {role};
            revoke update, delete, truncate on audit_entry from {role};
            revoke insert, update, delete, truncate on schemaversions from {role};
            """;
    }
}

public sealed class MigrationFailedException(string message, Exception inner) : Exception(message, inner);
