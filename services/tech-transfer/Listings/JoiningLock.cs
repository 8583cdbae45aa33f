using Platform.Chassis.Data;

namespace Platform.TechTransfer.Listings;

/// <summary>
/// Keeps an import that finds an owner unknown and the joining of that owner apart: without it both could commit without
/// seeing the other, and the rows would stay unclaimed for good. Imports share it, a joining has it alone.
/// </summary>
internal static class JoiningLock
{
    public static Task ShareAsync(Change change) => change.ExecuteAsync("select pg_advisory_xact_lock_shared(7301, 0)");

    public static Task TakeAsync(Change change) => change.ExecuteAsync("select pg_advisory_xact_lock(7301, 0)");
}
