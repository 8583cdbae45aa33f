namespace Platform.Chassis.Messaging;

/// <summary>
/// Events are spread over shards by their subject. One relay owns a shard at a time, so the events of one aggregate leave
/// in order however many replicas run.
/// </summary>
internal static class Shards
{
    public const short Count = 16;

    /// <summary>FNV-1a over the subject's UTF-16 units: the same in every process and version.</summary>
    public static short Of(string subject)
    {
        var hash = 2166136261u;
        foreach (var unit in subject)
        {
            hash = (hash ^ unit) * 16777619u;
        }

        return (short)(hash % (uint)Count);
    }
}
