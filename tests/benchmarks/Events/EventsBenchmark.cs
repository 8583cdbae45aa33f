using Npgsql;

namespace Platform.Benchmarks.Events;

/// <summary>
/// The same work carried by the chassis, by Wolverine and by the bare broker, on the same servers in one run.
/// Contenders alternate, and every other round in the opposite order; every figure is the
/// median of its rounds, so that one stall of a busy machine does not decide.
/// </summary>
internal static class EventsBenchmark
{
    private const int Singles = 200;

    public static async Task<int> RunAsync(Options options)
    {
        var messages = options.Number("messages", 20_000);
        var producers = options.Number("producers", 16);
        var rounds = options.Number("rounds", 3);
        var results = new Dictionary<string, List<RoundResult>>(StringComparer.Ordinal);
        using var servers = new Servers();
        await servers.CheckDurabilityAsync();
        string[] contenders = [.. new[] { "bare", "wolverine", "chassis" }.Where(name => options.Selects("only", name))];
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var name in round % 2 == 1 ? contenders : [.. contenders.Reverse()])
            {
                var result = await RunOneAsync(servers, name, messages, producers);
                Report.Note($"round {round} {name}: {result.Committed:0}/s committed, {result.EndToEnd:0}/s end to end, {result.Processor:0} us of processor a message, idle p50 {Statistics.Percentile(result.Idle, 0.5):0.0} ms p99 {Statistics.Percentile(result.Idle, 0.99):0.0} ms");
                if (!results.TryGetValue(name, out var list))
                    results[name] = list = [];
                list.Add(result);
            }
        }

        Tell(results);
        return 0;
    }

    private static async Task<RoundResult> RunOneAsync(Servers servers, string name, int messages, int producers)
    {
        await using var ground = await servers.PrepareAsync($"bench-{name}");
        var warmUp = Math.Min(10_000, messages);
        if (name == "bare")
            return await BareBroker.RunAsync(ground, warmUp, messages, Singles);
        await CreateTablesAsync(ground);
        Progress.Reset();
        await using var contender = await StartAsync(name, ground, producers);
        return await new Round(contender, producers).RunAsync(warmUp, messages, Singles);
    }

    private static Task<Contender> StartAsync(string name, Ground ground, int parallel) => name switch
    {
        "chassis" => ChassisContender.StartAsync(ground),
        "wolverine" => WolverineContender.StartAsync(ground, parallel),
        _ => throw new UsageException($"No contender is called {name}."),
    };

    private static async Task CreateTablesAsync(Ground ground)
    {
        await using var database = NpgsqlDataSource.Create(ground.Postgres);
        await using var command = database.CreateCommand(Work.Schema);
        await command.ExecuteNonQueryAsync();
    }

    private static void Tell(Dictionary<string, List<RoundResult>> results)
    {
        foreach (var (name, list) in results)
        {
            Report.Figure($"events.{name}.{(name == "bare" ? "publish" : "committed")}", Statistics.Median(list.Select(r => r.Committed)), "messages/s");
            Report.Figure($"events.{name}.end_to_end", Statistics.Median(list.Select(r => r.EndToEnd)), "messages/s");
            Report.Figure($"events.{name}.processor", Statistics.Median(list.Select(r => r.Processor)), "us/message");
            Report.Figure($"events.{name}.idle_p50", Idle(list, 0.5), "ms");
            Report.Figure($"events.{name}.idle_p99", Idle(list, 0.99), "ms");
        }

        if (!results.TryGetValue("chassis", out var chassis))
            return;
        if (results.TryGetValue("wolverine", out var wolverine))
            Report.AtLeast("events.ratio_to_wolverine", Statistics.Median(chassis.Select(r => r.EndToEnd)) / Statistics.Median(wolverine.Select(r => r.EndToEnd)), "x", 2);
        Report.AtMost("events.idle_p99", Idle(chassis, 0.99), "ms", 50);
    }

    private static double Idle(IEnumerable<RoundResult> rounds, double share) =>
        Statistics.Median(rounds.Select(round => Statistics.Percentile(round.Idle, share)));
}
