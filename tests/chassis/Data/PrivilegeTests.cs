using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Tests.Probe;
using Xunit;

namespace Platform.Chassis.Tests.Data;

public sealed class PrivilegeTests(ProbeFixture probe) : IClassFixture<ProbeFixture>
{
    [Theory]
    [InlineData("update audit_entry set actor = 'someone else'")]
    [InlineData("delete from audit_entry")]
    [InlineData("truncate audit_entry")]
    [InlineData("create table mine (id int)")]
    [InlineData("alter table effect add column more text")]
    [InlineData("drop table effect")]
    [InlineData("delete from schemaversions")]
    public async Task The_apps_role_is_refused(string sql)
    {
        await probe.Store.ChangeAsync(Caller.System("test"), change =>
        {
            change.Audit("tried", "test", "1", new { sql });
            return Task.CompletedTask;
        }, CancellationToken.None);

        await using var connection = await probe.Store.OpenAsync(CancellationToken.None);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.True(await probe.ScalarAsync<bool>("select exists (select from audit_entry where action = 'tried' and detail->>'sql' = @sql)", new { sql }));
    }

    [Fact]
    public async Task Health_names_PostgreSQL_and_RabbitMQ_apart()
    {
        using var http = new HttpClient { BaseAddress = new Uri(probe.HttpAddress) };

        var ready = await http.GetFromJsonAsync<JsonElement>("/health/ready");

        Assert.Equal("Healthy", ready.GetProperty("entries").GetProperty("postgresql").GetProperty("status").GetString());
        Assert.Equal("Healthy", ready.GetProperty("entries").GetProperty("rabbitmq").GetProperty("status").GetString());
    }
}
