using System.Collections.Concurrent;
using Platform.Chassis.Tests.Probe;
using Platform.Tests.Fixtures;
using Xunit;

namespace Platform.Chassis.Tests.Messaging;

/// <summary>Chaos of one service: the broker cuts connections, replicas come and go.</summary>
public sealed class ChaosTests(ProbeFixture probe) : IClassFixture<ProbeFixture>
{
    [Fact]
    public async Task Cut_connections_lose_no_event_and_double_no_effect()
    {
        using var stop = new CancellationTokenSource();
        var cutter = Task.Run(async () =>
        {
            for (var i = 0; i < 4 && !stop.IsCancellationRequested; i++)
            {
                await Task.Delay(700);
                await VirtualHosts.CloseConnectionsAsync(probe.RabbitMq);
            }
        });

        await Parallel.ForEachAsync(Enumerable.Range(0, 1500), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            await probe.RaiseAsync(($"cut-{i % 50}", $"cut {i}"));
            await Task.Delay(10);
        });
        await stop.CancelAsync();
        await cutter;

        await probe.EventuallyAsync("every effect", "select count(*) = 1500 from effect where name like 'cut %'", seconds: 90);
        Assert.Equal(1500, await probe.ScalarAsync<int>("select count(distinct name) from effect where name like 'cut %'"));
    }

    [Fact]
    public async Task Two_relays_keep_the_order_within_a_subject()
    {
        await using var subscriber = await Subscriber.StartAsync(probe.RabbitMq, "platform.identity.v1.OrganisationRegistered");
        await using var replica = await probe.StartReplicaAsync();
        var locks = new ConcurrentDictionary<string, SemaphoreSlim>();

        // Writers of both replicas take turns on the same subjects, as row locks make them do.
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var subject = $"order-{i % 25}";
            var turn = locks.GetOrAdd(subject, _ => new SemaphoreSlim(1, 1));
            await turn.WaitAsync();
            try
            {
                await ProbeFixture.RaiseAsync(i % 2 == 0 ? probe.Store : replica.Store, (subject, $"order {i}"));
            }
            finally
            {
                turn.Release();
            }
        });

        await probe.EventuallyAsync("every effect", "select count(*) = 2000 from effect where name like 'order %'", seconds: 60);
        for (var i = 0; i < 100 && subscriber.Arrived.Count < 2000; i++)
        {
            await Task.Delay(100);
        }

        AssertFirstArrivalsAscend(subscriber);
    }

    private static void AssertFirstArrivalsAscend(Subscriber subscriber)
    {
        var seen = new HashSet<string>();
        var last = new Dictionary<string, string>();
        foreach (var (properties, _) in subscriber.Arrived)
        {
            var subject = Subscriber.Header(properties, "cloudEvents:subject");
            if (!subject.StartsWith("order-", StringComparison.Ordinal) || !seen.Add(Subscriber.Header(properties, "cloudEvents:id")))
            {
                continue;
            }

            var sequence = Subscriber.Header(properties, "cloudEvents:sequence");
            Assert.True(string.CompareOrdinal(sequence, last.GetValueOrDefault(subject, "")) > 0, $"{subject}: {sequence} after {last.GetValueOrDefault(subject)}");
            last[subject] = sequence;
        }

        Assert.Equal(2000, seen.Count);
    }
}
