using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Tests.Fixtures;
using Xunit;

namespace Platform.Identity.Tests;

public sealed class BootstrapTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>
{
    private const string State = """
        select string_agg(line, '|' order by line) from (
            select organisation_code || name from organisation union all
            select user_name || password_hash || concurrency_stamp from account union all
            select client_id || coalesce(client_secret, '') || concurrency_token from oidc_application union all
            select 'outbox' || position from outbox union all
            select 'audit' || entry_id from audit_entry) as state (line)
        """;

    [Fact]
    public async Task Second_bootstrap_changes_nothing_not_even_with_another_password()
    {
        var before = await fixture.ScalarAsync<string>(State);

        var exit = await fixture.BootstrapAsync(adminPassword: "quite-another-password");

        Assert.Equal(0, exit);
        Assert.Equal(before, await fixture.ScalarAsync<string>(State));
    }

    [Fact]
    public async Task Bootstrap_with_a_wrong_code_fails_and_leaves_nothing()
    {
        var before = await fixture.ScalarAsync<string>(State);

        var exit = await fixture.BootstrapAsync(organisationCode: "111303000000000000");

        Assert.Equal(1, exit);
        Assert.Equal(before, await fixture.ScalarAsync<string>(State));
    }

    [Fact]
    public async Task Host_on_an_empty_database_serves_but_is_not_ready()
    {
        var servers = await TestServers.GetAsync();
        var name = $"t_{Guid.CreateVersion7():N}";
        await using var postgres = new NpgsqlConnection(servers.Postgres);
        await postgres.ExecuteAsync($"create database {name}");
        try
        {
            var ports = FreePorts.Take(2);
            var address = $"http://127.0.0.1:{ports[0]}";
            await using var app = Program.Host([
                $"--ConnectionStrings:Database={new NpgsqlConnectionStringBuilder(servers.Postgres) { Database = name }}", $"--ConnectionStrings:RabbitMq={fixture.RabbitMq}",
                $"--Endpoints:Http={address}", $"--Endpoints:Grpc=http://127.0.0.1:{ports[1]}",
                $"--Identity:Authority={address}/", "--Identity:AllowHttp=true", $"--Identity:KeyDirectory={fixture.KeyDirectory}"]).Build();
            await app.StartAsync(TestContext.Current.CancellationToken);

            using var live = await fixture.Http.GetAsync($"{address}/health/live", TestContext.Current.CancellationToken);
            using var ready = await fixture.Http.GetAsync($"{address}/health/ready", TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            var entries = (await ready.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("entries");
            Assert.Equal("Unhealthy", entries.GetProperty("postgresql").GetProperty("status").GetString());
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await postgres.ExecuteAsync($"drop database {name} with (force)");
        }
    }
}
