using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Platform.SystemTests;

/// <summary>The four services' databases, seen by the superuser, and the broker's queues.</summary>
public sealed class Databases(Launcher launcher)
{
    public const string Identity = "identity";
    public const string Registry = "registry";
    public const string Talent = "talent";
    public const string Transfer = "transfer";

    private static readonly string[] All = [Identity, Registry, Talent, Transfer];

    /// <summary>Which events each service handles, by the end of their names.</summary>
    private static readonly IReadOnlyDictionary<string, string[]> Handled = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Registry] = ["OrganisationRegistered", "TalentShortlisted", "TechnologyMatched", "TalentPlaced", "AgreementSigned"],
        [Talent] = ["OrganisationRegistered", "ProjectAdmitted", "CollaborationActivated", "CollaborationEnded"],
        [Transfer] = ["OrganisationRegistered", "ProjectAdmitted", "CollaborationActivated", "CollaborationEnded"],
    };

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={launcher.Ports["POSTGRES"]};Username=postgres;Password={launcher.Secret("postgres")};Database={database};Pooling=false"));
        return [.. await connection.QueryAsync<T>(sql)];
    }

    public async Task<T> OneAsync<T>(string database, string sql) => (await QueryAsync<T>(database, sql))[0];

    /// <summary>Waits until every event was sent, arrived wherever it is handled, and left no work behind.</summary>
    public async Task SettleAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        string? open;
        while ((open = await OpenWorkAsync()) is not null)
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(3))
                Xunit.Assert.Fail($"After three minutes there is still open work: {open}");
            await Task.Delay(500);
        }
    }

    /// <summary>Number of events raised and handled, by service and type, where the two differ.</summary>
    public async Task<IReadOnlyList<string>> LostOrDoubledAsync()
    {
        var raised = await CountsAsync("outbox");
        var wrong = new List<string>();
        foreach (var (service, types) in Handled)
        {
            var handled = await CountsAsync("inbox", service);
            foreach (var type in types)
            {
                var (sent, got) = (Sum(raised, type), Sum(handled, type));
                if (sent != got)
                    wrong.Add($"{service}: {got} of {sent} {type}");
            }
        }

        return wrong;

        static long Sum(IEnumerable<(string Type, long Count)> counts, string type) =>
            counts.Where(one => one.Type.EndsWith("." + type, StringComparison.Ordinal)).Sum(one => one.Count);
    }

    /// <summary>Messages that wait in any queue, error queues included. The broker counts anew every few seconds.</summary>
    public async Task<IReadOnlyList<string>> FilledQueuesAsync()
    {
        for (var look = 0; ; look++)
        {
            if (await ReadQueuesAsync() is var filled && (filled.Count == 0 || look == 20))
                return filled;
            await Task.Delay(1000);
        }
    }

    private async Task<IReadOnlyList<string>> ReadQueuesAsync()
    {
        using var http = new HttpClient();
        var user = Convert.ToBase64String(Encoding.UTF8.GetBytes($"platform:{launcher.Secret("rabbitmq")}"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", user);
        using var queues = JsonDocument.Parse(await http.GetStringAsync(new Uri(launcher.Address("RABBITMQ_MANAGEMENT") + "api/queues")));
        return [.. queues.RootElement.EnumerateArray()
            .Where(queue => queue.TryGetProperty("messages", out var count) && count.GetInt64() > 0)
            .Select(queue => $"{queue.GetProperty("name").GetString()}: {queue.GetProperty("messages").GetInt64()} messages")];
    }

    private async Task<string?> OpenWorkAsync()
    {
        foreach (var database in All)
        {
            if (await OneAsync<long>(database, "select count(*) from outbox where sent_at is null") is > 0 and var unsent)
                return $"{database}: {unsent} events not sent";
        }

        if (await OneAsync<long>(Talent, "select count(*) from shortlist_due") is > 0 and var due)
            return $"{due} shortlists due";
        if (await OneAsync<long>(Transfer, "select count(*) from match_work") is > 0 and var work)
            return $"{work} needs to be matched";
        return (await LostOrDoubledAsync()).FirstOrDefault();
    }

    private async Task<IReadOnlyList<(string Type, long Count)>> CountsAsync(string table, params string[] databases)
    {
        var counts = new List<(string, long)>();
        foreach (var database in databases.Length > 0 ? databases : All)
            counts.AddRange(await QueryAsync<(string, long)>(database, $"select type, count(*) from {table} group by type"));
        return counts;
    }
}
