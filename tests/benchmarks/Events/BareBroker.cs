using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Benchmarks.Events;

/// <summary>
/// The broker alone, as the upper bound: persistent messages through a durable quorum queue, publisher confirms
/// pipelined, consumed with acknowledgements in batches. No database.
/// </summary>
internal static class BareBroker
{
    private const string Queue = "work";
    private const int Pipeline = 256;
    private const ushort Prefetch = 512;
    private const int AcknowledgeEvery = 64;

    public static async Task<RoundResult> RunAsync(Ground ground, int warmUp, int messages, int singles)
    {
        var factory = new ConnectionFactory { Uri = ground.RabbitMq };
        await using var connection = await factory.CreateConnectionAsync();
        await using var publisher = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, new ThrottlingRateLimiter(Pipeline)));
        await publisher.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await using var subscriber = await connection.CreateChannelAsync();
        await subscriber.BasicQosAsync(0, Prefetch, global: false);
        var received = new Counter();
        var consumer = new AsyncEventingBasicConsumer(subscriber);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            if (delivery.DeliveryTag % AcknowledgeEvery == 0)
                await subscriber.BasicAckAsync(delivery.DeliveryTag, multiple: true);
            received.Add();
        };
        await subscriber.BasicConsumeAsync(Queue, autoAck: false, consumer);

        await LoadAsync(publisher, received, warmUp);
        var before = Environment.CpuUsage.TotalTime;
        var (published, endToEnd) = await LoadAsync(publisher, received, messages);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / messages;
        var idle = new List<double>(singles);
        for (var single = 0; single < singles; single++)
        {
            var start = Stopwatch.GetTimestamp();
            await LoadAsync(publisher, received, 1);
            idle.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(20);
        }

        return new RoundResult(published, endToEnd, processor, idle);
    }

    private static async Task<(double Published, double EndToEnd)> LoadAsync(IChannel publisher, Counter received, int messages)
    {
        var body = Encoding.UTF8.GetBytes(Work.Name + Work.Organisation + Work.Summary);
        var all = received.Expect(messages);
        var watch = Stopwatch.StartNew();
        var pending = new Queue<Task>(Pipeline);
        for (var number = 0; number < messages; number++)
        {
            var properties = new BasicProperties { Persistent = true, MessageId = Guid.CreateVersion7().ToString() };
            if (pending.Count == Pipeline)
                await pending.Dequeue();
            pending.Enqueue(publisher.BasicPublishAsync("", Queue, mandatory: false, properties, body).AsTask());
        }

        await Task.WhenAll(pending);
        var published = watch.Elapsed;
        await all;
        return (messages / published.TotalSeconds, messages / watch.Elapsed.TotalSeconds);
    }

    private sealed class Counter
    {
        private long _count;
        private long _target = long.MaxValue;
        private TaskCompletionSource _reached = new();

        public Task Expect(int more)
        {
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _target, Interlocked.Read(ref _count) + more);
            return _reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }

        public void Add()
        {
            if (Interlocked.Increment(ref _count) == Interlocked.Read(ref _target))
                _reached.TrySetResult();
        }
    }
}
