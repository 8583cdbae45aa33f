using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>
/// Whether the formal check may be passed: no rule failed without an override of two officials, and where a rule is unknown the
/// official states what was checked by other means.
/// </summary>
internal static class PassingFormalCheck
{
    /// <summary>Why not; null where it may be passed. Pure.</summary>
    public static Chassis.Errors.Error? Blocker(IReadOnlyList<CheckedRule> rules, string statement)
    {
        List<CheckedRule> failed = [.. rules.Where(rule => rule.Fails)];
        if (failed.Count > 0)
        {
            return EligibilityErrors.Failed(failed);
        }

        List<CheckedRule> unknown = [.. rules.Where(rule => rule.IsOpen)];
        return unknown.Count > 0 && string.IsNullOrWhiteSpace(statement) ? EligibilityErrors.StatementNeeded(unknown) : null;
    }

    /// <summary>Checks the locked application anew, and writes down that it passes.</summary>
    /// <exception cref="Chassis.Errors.FailedException">RULES_NOT_MET.</exception>
    public static async Task RequireAsync(Change change, ApplicationRow application, string statement)
    {
        var rules = (await RuleRun.RunAsync(change, application.BatchId, [application.ApplicationId]))[application.ApplicationId];
        if (Blocker(rules, statement) is { } error)
        {
            throw error.ToException();
        }

        await WriteAsync(change, [application.ApplicationId], passed: true, statement);
    }

    public static Task WriteAsync(Change change, IReadOnlyCollection<Guid> applicationIds, bool passed, string statement)
    {
        const string sql = """
            insert into formal_check (application_id, passed, statement, decided_by, decided_at)
            select id, @passed, @statement, @Subject, @Now from unnest(@ids) as id
            on conflict (application_id) do update
            set passed = excluded.passed, statement = excluded.statement, decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """;
        return change.ExecuteAsync(sql, new { ids = applicationIds.ToArray(), passed, statement, change.Caller.Subject, change.Now });
    }
}
