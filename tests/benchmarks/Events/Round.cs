using System.Diagnostics;
using Npgsql;

namespace Platform.Benchmarks.Events;

/// <summary>Rates in messages a second, idle latencies in milliseconds.</summary>
/// <param name="Processor">Processor time of this process, in microseconds a message: less noisy than a rate on a shared machine.</param>
internal sealed record RoundResult(double Committed, double EndToEnd, double Processor, IReadOnlyList<double> Idle);

/// <summary>One contender's run: warm-up, the load, the proof by SELECT, then single messages on an idle system.</summary>
internal sealed class Round(Contender contender, int producers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private long _sent;

    public async Task<RoundResult> RunAsync(int warmUp, int messages, int singles)
    {
        await LoadAsync(warmUp);
        var before = Environment.CpuUsage.TotalTime;
        var (committed, endToEnd) = await LoadAsync(messages);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / messages;
        await VerifyAsync();
        var idle = await IdleAsync(singles);
        await VerifyAsync();
        return new RoundResult(committed, endToEnd, processor, idle);
    }

    private async Task<(double Committed, double EndToEnd)> LoadAsync(int messages)
    {
        var before = _sent;
        var next = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= messages)
                await contender.CommitAsync(Guid.CreateVersion7(), number);
        })));
        var committed = watch.Elapsed;
        _sent = before + messages;
        await WaitAsync(watch);
        return (messages / committed.TotalSeconds, messages / watch.Elapsed.TotalSeconds);
    }

    private async Task WaitAsync(Stopwatch watch)
    {
        var patience = watch.Elapsed + Patience;
        while (Progress.Effects < _sent || await CountAsync("SELECT count(*) FROM effect") < _sent)
        {
            if (watch.Elapsed > patience)
                throw new BenchmarkFailedException($"{contender.Name}: {_sent} committed, {await CountAsync("SELECT count(*) FROM effect")} effects after {Patience}.");
            await Task.Delay(2);
        }
    }

    /// <summary>Every committed message took effect once: no loss, no doubles, and the inbox knows each.</summary>
    private async Task VerifyAsync()
    {
        var work = await CountAsync("SELECT count(*) FROM work");
        var effects = await CountAsync("SELECT count(*) FROM effect");
        var distinct = await CountAsync("SELECT count(DISTINCT e.work_id) FROM effect e JOIN work w ON w.id = e.work_id");
        var inbox = await CountAsync(contender.CountInbox);
        for (var tries = 0; inbox < _sent && tries < 100; tries++)
        {
            await Task.Delay(50);
            inbox = await CountAsync(contender.CountInbox);
        }

        if (work != _sent || effects != _sent || distinct != _sent || inbox != _sent)
            throw new BenchmarkFailedException($"{contender.Name}: {_sent} sent, {work} business rows, {effects} effects of which {distinct} distinct, {inbox} inbox rows.");
    }

    /// <summary>From the acknowledged commit until another connection sees the effect row; asked for about once a millisecond.</summary>
    private async Task<IReadOnlyList<double>> IdleAsync(int singles)
    {
        var latencies = new List<double>(singles);
        await using var connection = await contender.Database.OpenConnectionAsync();
        await using var look = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM effect WHERE work_id = $1)", connection);
        var id = new NpgsqlParameter<Guid>();
        look.Parameters.Add(id);
        await look.PrepareAsync();
        for (var single = 0; single < singles; single++)
        {
            id.TypedValue = Guid.CreateVersion7();
            await contender.CommitAsync(id.TypedValue, single);
            _sent++;
            var committed = Stopwatch.GetTimestamp();
            while (await look.ExecuteScalarAsync() is not true)
            {
                if (Stopwatch.GetElapsedTime(committed) > Patience)
                    throw new BenchmarkFailedException($"{contender.Name}: a single message took no effect within {Patience}.");
                await Task.Delay(1);
            }

            latencies.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            await Task.Delay(20);
        }

        return latencies;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = contender.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }
}
