using System.Threading.Channels;

namespace Platform.Chassis.Messaging;

/// <summary>
/// Wakes the relay. Any number of signals while it is busy make one wake-up, so a burst of commits costs no more than one.
/// </summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _local = OneSlot();
    private readonly Channel<bool> _toReplicas = OneSlot();

    /// <summary>Events were committed here: this process' relay looks, and other replicas are told.</summary>
    public void EventsCommitted()
    {
        _local.Writer.TryWrite(true);
        _toReplicas.Writer.TryWrite(true);
    }

    /// <summary>Another replica told that it committed events.</summary>
    internal void ReplicaCommitted() => _local.Writer.TryWrite(true);

    /// <summary>Returns at a signal, or after <paramref name="timeout"/> in case one was lost.</summary>
    internal static async Task WaitAsync(ChannelReader<bool> reader, TimeSpan timeout, TimeProvider clock, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Time to look without a signal.
        }
    }

    internal ChannelReader<bool> Local => _local.Reader;

    internal ChannelReader<bool> ToReplicas => _toReplicas.Reader;

    private static Channel<bool> OneSlot() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
