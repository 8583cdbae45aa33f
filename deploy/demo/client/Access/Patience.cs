namespace Platform.Demo.Access;

/// <summary>Repeats what failed for want of an answer.</summary>
public static class Patience
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <param name="limit">After this time the last error is thrown.</param>
    /// <param name="mayRepeat">Whether an error means that no answer came.</param>
    public static async Task<T> RunAsync<T>(TimeSpan limit, TimeProvider clock, Func<Task<T>> work, Func<Exception, bool> mayRepeat, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        for (var pause = First; ; pause = Shorter(pause * 2, Longest))
        {
            try
            {
                return await work();
            }
            catch (Exception error) when (mayRepeat(error) && clock.GetElapsedTime(began) + pause < limit && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(pause, clock, cancellation);
            }
        }
    }

    /// <summary>Looks again and again until there is something to see.</summary>
    /// <returns>What was seen; null after <paramref name="limit"/>.</returns>
    public static async Task<T?> UntilAsync<T>(TimeSpan limit, TimeProvider clock, Func<Task<T?>> look, CancellationToken cancellation)
        where T : class
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            if (await look() is { } seen)
                return seen;
            if (clock.GetElapsedTime(began) > limit)
                return null;
            await Task.Delay(TimeSpan.FromMilliseconds(250), clock, cancellation);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
