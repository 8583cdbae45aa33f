using System.Text.Json;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>A rule's finding about one application, and whether two officials overrode it.</summary>
public sealed record CheckedRule(string RuleId, int Version, string NameZh, string NameEn, RuleFinding Finding, bool Overridden)
{
    public bool Fails => Finding.Outcome == EligibilityOutcome.Fail && !Overridden;

    public bool IsOpen => Finding.Outcome == EligibilityOutcome.Unknown && !Overridden;
}

/// <summary>Checks applications that are locked against the rules in force today and stores what was found.</summary>
internal static class RuleRun
{
    /// <returns>By application.</returns>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<CheckedRule>>> RunAsync(Change change, Guid batchId, IReadOnlyCollection<Guid> applicationIds)
    {
        var rules = await RuleRow.ReadInForceAsync(change.Connection, CityDays.Of(change.Now), change.Cancellation);
        var overridden = await OverriddenAsync(change, applicationIds);
        var checks = new Dictionary<Guid, IReadOnlyList<CheckedRule>>();
        foreach (var facts in await ReadFacts.RunAsync(change, batchId, applicationIds))
        {
            checks.Add(facts.ApplicationId, [.. rules.Select(rule => new CheckedRule(
                rule.RuleId, rule.Version, rule.NameZh, rule.NameEn, RuleCheck.Of(rule.Terms, facts), overridden.Contains((facts.ApplicationId, rule.RuleId, rule.Version))))]);
        }

        await StoreAsync(change, checks);
        return checks;
    }

    private static async Task<HashSet<(Guid, string, int)>> OverriddenAsync(Change change, IReadOnlyCollection<Guid> applicationIds)
    {
        const string sql = "select application_id, rule_id, rule_version from eligibility_override where application_id = any(@ids)";
        return [.. await change.QueryAsync<(Guid, string, int)>(sql, new { ids = applicationIds.ToArray() })];
    }

    private static async Task StoreAsync(Change change, Dictionary<Guid, IReadOnlyList<CheckedRule>> checks)
    {
        const string sql = """
            insert into eligibility_result (application_id, run_id, rule_id, rule_version, outcome, reason_zh, reason_en, facts, checked_at, checked_by)
            select application_id, @run, rule_id, version, outcome, zh, en, facts::jsonb, @Now, @Subject
            from unnest(@applications, @rules, @versions, @outcomes, @zhs, @ens, @facts) as r (application_id, rule_id, version, outcome, zh, en, facts)
            """;
        List<(Guid Application, CheckedRule Rule)> rows = [.. checks.SelectMany(check => check.Value.Select(rule => (check.Key, rule)))];
        await change.ExecuteAsync(sql, new
        {
            run = change.NewId(),
            change.Now,
            change.Caller.Subject,
            applications = rows.Select(row => row.Application).ToArray(),
            rules = rows.Select(row => row.Rule.RuleId).ToArray(),
            versions = rows.Select(row => row.Rule.Version).ToArray(),
            outcomes = rows.Select(row => (short)row.Rule.Finding.Outcome).ToArray(),
            zhs = rows.Select(row => row.Rule.Finding.Chinese).ToArray(),
            ens = rows.Select(row => row.Rule.Finding.English).ToArray(),
            facts = rows.Select(row => JsonSerializer.Serialize(row.Rule.Finding.Facts)).ToArray(),
        });
    }
}
