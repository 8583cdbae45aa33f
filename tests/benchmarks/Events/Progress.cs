namespace Platform.Benchmarks.Events;

/// <summary>
/// How many effects the handlers have written, told in process so that waiting costs the database nothing;
/// what counts in the end is what a SELECT finds.
/// </summary>
internal static class Progress
{
    private static long s_effects;

    public static long Effects => Interlocked.Read(ref s_effects);

    public static void Effected() => Interlocked.Increment(ref s_effects);

    public static void Reset() => Interlocked.Exchange(ref s_effects, 0);
}
