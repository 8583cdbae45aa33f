namespace Platform.Chassis.Messaging;

/// <summary>
/// Keeps a distance between the batches of a busy loop, so that under load each carries more for the same round trips
/// and commits. What comes after a quiet while waits for nothing.
/// </summary>
internal sealed class Pace(TimeSpan distance, TimeProvider clock)
{
    private long? _last;

    /// <summary>Returns at once, or when <c>distance</c> has passed since it returned last.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        if (_last is { } last && distance - clock.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, cancellation);
        }

        _last = clock.GetTimestamp();
    }
}
