using Platform.Chassis.Data;

namespace Platform.ProjectRegistry.Reminders;

/// <summary>What was reminded of, so that it is reminded of once.</summary>
internal static class Reminder
{
    private const string Sql = """
        insert into pool_reminder (kind, subject_id, occasion, sent_at) values (@kind, @subject, @occasion, @Now) on conflict do nothing
        """;

    /// <summary>Whether this change is the one to remind.</summary>
    public static async Task<bool> TakeAsync(Change change, string kind, Guid subject, string occasion) =>
        await change.ExecuteAsync(Sql, new { kind, subject, occasion, change.Now }) == 1;
}
