using Platform.Chassis.Data;

namespace Platform.TalentMatching.Needs;

/// <summary>
/// Admissions and new needs must see each other: whichever commits second gives the need its priority. Who brings needs
/// shares the lock, an admission has it alone. Held until the end of the transaction.
/// </summary>
internal static class NeedLocks
{
    private const long Key = 0x7461_6c65_6e74_01;

    public static Task NewNeedsAsync(Change change) => change.ExecuteAsync("select pg_advisory_xact_lock_shared(@Key)", new { Key });

    public static Task AdmissionAsync(Change change) => change.ExecuteAsync("select pg_advisory_xact_lock(@Key)", new { Key });
}
