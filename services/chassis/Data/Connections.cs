using Npgsql;

namespace Platform.Chassis.Data;

/// <summary>The kinds of connections that a host opens.</summary>
internal static class Connections
{
    /// <summary>
    /// For reads and changes. Repeated statements are prepared by themselves, as parsing and planning cost more than most
    /// of them do. A connection is not reset between two uses, which costs as much as a small statement: nothing may leave
    /// state in its session, so locks are <c>pg_advisory_xact_lock</c> and settings <c>set local</c>.
    /// </summary>
    public static string Pooled(string given) => new NpgsqlConnectionStringBuilder(given)
    {
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
    }.ConnectionString;

    /// <summary>For what a session itself holds; never pooled, so that closing it lets go.</summary>
    public static string Session(string given, string applicationName) => new NpgsqlConnectionStringBuilder(given)
    {
        ApplicationName = applicationName,
        Pooling = false,
        KeepAlive = 10,
    }.ConnectionString;

    /// <summary>
    /// For the outbox relay. It looks for unsent rows again and again, and only a plain index scan remembers which entries
    /// of the index are dead; a bitmap, which the planner prefers for a small table and then keeps, visits all of them
    /// until the next vacuum.
    /// </summary>
    public static string Relay(string given) => new NpgsqlConnectionStringBuilder(Pooled(given))
    {
        MaxPoolSize = 2,
        Options = "-c enable_bitmapscan=off -c enable_seqscan=off -c enable_sort=off",
    }.ConnectionString;
}
