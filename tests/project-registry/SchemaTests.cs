using System.Text;
using Dapper;
using Npgsql;
using Platform.ProjectRegistry.Applications;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests;

public sealed class SchemaTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task The_schema_lets_exactly_the_moves_of_the_table_through()
    {
        var journey = await Journey.OpenAsync(registry);
        var id = (await registry.ImportAsync("applications-crlf-quoted.csv", journey.BatchId)).Ids[0];
        var states = Enum.GetValues<ApplicationState>().Where(state => state != ApplicationState.Unspecified).ToArray();
        var moves = ApplicationSteps.Moves.ToHashSet();
        foreach (var from in states)
        {
            foreach (var to in states.Where(to => to != from))
            {
                Assert.True(moves.Contains((from, to)) == await CanMoveAsync(id, from, to), $"{from} to {to}");
            }
        }
    }

    [Fact]
    public async Task Lists_of_large_batches_go_by_index()
    {
        var large = await Journey.OpenAsync(registry);
        await registry.ImportAsync("many.csv", Encoding.UTF8.GetBytes(Applications.ImportTests.Many(3000)), large.BatchId);
        var journey = await Journey.OpenAsync(registry);
        await registry.ImportAsync("some.csv", Encoding.UTF8.GetBytes(Applications.ImportTests.Many(300)), journey.BatchId);
        await using var connection = await registry.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("analyze application");
        await PlanUsesAsync(connection, "Index Scan", Seen("true", "null", "null"), journey.BatchId);
        await PlanUsesAsync(connection, "application_of_firm", Seen("false", "'91130300MA00000017'", "null"), journey.BatchId);
        await PlanUsesAsync(connection, "assignment_of_reviewer", Seen("false", "null", "'reviewer-1'"), journey.BatchId);

        static string Seen(string submitted, string own, string reviewer) => $"batch_id = @batch and {Sight.Sql} and application_id > @batch"
            .Replace("@Submitted", submitted, StringComparison.Ordinal).Replace("@Own", own, StringComparison.Ordinal).Replace("@Reviewer", reviewer, StringComparison.Ordinal);
    }

    private static async Task PlanUsesAsync(NpgsqlConnection connection, string index, string condition, string batchId)
    {
        var plan = string.Join('\n', await connection.QueryAsync<string>(
            $"explain select project_name from application where {condition} order by application_id limit 51", new { batch = Guid.Parse(batchId) }));
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    private async Task<bool> CanMoveAsync(string id, ApplicationState from, ApplicationState to)
    {
        await using var connection = await registry.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var submitted = from != ApplicationState.Draft ? "now()" : "null";
        await connection.ExecuteAsync($"""
            alter table application disable trigger application_transition;
            update application set state = @from, submitted_at = {submitted} where application_id = @id::uuid;
            alter table application enable trigger application_transition;
            """, new { from = (short)from, id });
        try
        {
            await connection.ExecuteAsync("update application set state = @to, submitted_at = coalesce(submitted_at, now()) where application_id = @id::uuid", new { to = (short)to, id });
            return true;
        }
        catch (PostgresException exception) when (exception.ConstraintName == "application_transition")
        {
            return false;
        }
    }
}
