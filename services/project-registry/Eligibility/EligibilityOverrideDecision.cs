using Platform.Chassis.Data;
using Platform.ProjectRegistry.Applications;
using Platform.ProjectRegistry.Decisions;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>
/// Lets failed or unknown rules (豁免) not stand in the way of one application, by two officials. It holds for the version of the
/// rule that it was decided on: a stricter version asks again.
/// </summary>
internal sealed class EligibilityOverrideDecision : IDecisionKind
{
    public DecisionKind Kind => DecisionKind.EligibilityOverride;

    public async Task<DecisionSubject> CheckAsync(Change change, Guid subjectId, DecisionTerms terms)
    {
        var (_, application) = await ApplicationRow.LockAsync(change, subjectId, LockOfBatch.Share);
        if (application.State != ApplicationState.FormalCheck)
        {
            throw ApplicationErrors.WrongState(application.State).ToException();
        }

        var open = await OpenAsync(change, subjectId);
        var versions = terms.EligibilityOverride.RuleIds.Order(StringComparer.Ordinal)
            .Select(rule => open.TryGetValue(rule, out var version) ? $"{rule}@{version}" : throw EligibilityErrors.NothingToOverride.ToException());
        return new(application.ProjectName, $"{application.Version}:{string.Join(',', versions)}", $"/applications/{subjectId}");
    }

    public async Task ApplyAsync(Change change, ApprovedDecision decision)
    {
        var open = await OpenAsync(change, decision.SubjectId);
        const string sql = """
            insert into eligibility_override (application_id, rule_id, rule_version, decision_id)
            select @SubjectId, rule, version, @DecisionId from unnest(@rules, @versions) as r (rule, version)
            """;
        var rules = decision.Terms.EligibilityOverride.RuleIds.ToArray();
        await change.ExecuteAsync(sql, new { decision.SubjectId, decision.DecisionId, rules, versions = rules.Select(rule => open[rule]).ToArray() });
        change.Audit("application.override-eligibility", "application", decision.SubjectId.ToString(), new { rules, decision.DecisionId });
    }

    /// <summary>Rules that the latest check found failed or unknown and that nobody overrode, with their version.</summary>
    private static async Task<Dictionary<string, int>> OpenAsync(Change change, Guid applicationId) =>
        (await GetEligibility.ReadAsync(change.Connection, applicationId, change.Cancellation))
        .Where(result => result.Outcome != EligibilityOutcome.Pass && result.DecisionId is null)
        .ToDictionary(result => result.RuleId, result => result.RuleVersion, StringComparer.Ordinal);
}
