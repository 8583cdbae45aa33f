using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Npgsql;

namespace Platform.Benchmarks;

/// <summary>The servers given by the environment; every contender gets an empty database and an empty virtual host on them.</summary>
internal sealed class Servers : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder _postgres = new(Given("PLATFORM_BENCH_POSTGRES")) { Pooling = false };
    private readonly Uri _rabbitMq = new(Given("PLATFORM_BENCH_RABBITMQ"));
    private readonly HttpClient _management;

    public Servers()
    {
        var management = new Uri(Given("PLATFORM_BENCH_RABBITMQ_MANAGEMENT"));
        var user = management.UserInfo.Length > 0 ? management.UserInfo : _rabbitMq.UserInfo;
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user)));
        _management = new HttpClient { BaseAddress = new Uri(management.GetLeftPart(UriPartial.Authority).Replace(management.UserInfo + "@", "", StringComparison.Ordinal)) };
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
    }

    /// <summary>Refuses servers that may forget what they acknowledged: their figures would mean nothing.</summary>
    public async Task CheckDurabilityAsync()
    {
        await using var connection = new NpgsqlConnection(_postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')", connection);
        if (await command.ExecuteScalarAsync() is not "ononon")
            throw new InvalidOperationException("PostgreSQL must run with fsync, synchronous_commit and full_page_writes on.");
        Report.Note($"PostgreSQL {connection.PostgreSqlVersion}, RabbitMQ {await BrokerVersionAsync()}, .NET {Environment.Version}, {Environment.ProcessorCount} processors");
    }

    public async Task<Ground> PrepareAsync(string name)
    {
        await DatabaseAsync($"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""");
        await DatabaseAsync($"""CREATE DATABASE "{name}" """);
        await _management.DeleteAsync(new Uri($"/api/vhosts/{name}", UriKind.Relative));
        await EnsureAsync(HttpMethod.Put, $"/api/vhosts/{name}", "{}");
        var user = Uri.UnescapeDataString(_rabbitMq.UserInfo.Split(':')[0]);
        await EnsureAsync(HttpMethod.Put, $"/api/permissions/{name}/{WebUtility.UrlEncode(user)}", """{"configure":".*","write":".*","read":".*"}""");
        var postgres = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = name, Pooling = true };
        return new Ground(postgres.ConnectionString, new UriBuilder(_rabbitMq) { Path = name }.Uri, this, name);
    }

    public async Task RemoveAsync(string name)
    {
        await DatabaseAsync($"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""");
        await _management.DeleteAsync(new Uri($"/api/vhosts/{name}", UriKind.Relative));
    }

    public void Dispose() => _management.Dispose();

    private async Task DatabaseAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task EnsureAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await _management.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private async Task<string> BrokerVersionAsync()
    {
        using var overview = System.Text.Json.JsonDocument.Parse(await _management.GetStringAsync(new Uri("/api/overview", UriKind.Relative)));
        return overview.RootElement.GetProperty("rabbitmq_version").GetString() ?? "?";
    }

    private static string Given(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new UsageException($"Set {variable}: benchmarks take their servers from the environment.");
}

/// <summary>An empty database and an empty virtual host; both go away with it.</summary>
internal sealed record Ground(string Postgres, Uri RabbitMq, Servers Servers, string Name) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Servers.RemoveAsync(Name);
}
