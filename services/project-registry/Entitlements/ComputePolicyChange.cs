using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Notifications;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Computes one published version for all firms, keeps what it changed and tells those who published it.</summary>
internal static class ComputePolicyChange
{
    private const string TakeSql = """
        select policy_change_id, policy_code, version, organisation_code from policy_change where computed_at is null
        order by published_at limit 1 for update skip locked
        """;

    private const string DoneSql = """
        update policy_change set computed_at = @Now, newly_entitled = @Gained, no_longer_entitled = @Lost, worth_changed = @Revalued,
            worth_before_cny_fen = @WorthBefore, worth_after_cny_fen = @WorthAfter
        where policy_change_id = @PolicyChangeId
        """;

    private const string EntriesSql = """
        insert into policy_change_entry (policy_change_id, number, organisation_code, year, policy_code, project_id, verdict_before, verdict_after, worth_before_cny_fen, worth_after_cny_fen)
        select @PolicyChangeId, e.number, e.code, e.year, e.policy, e.project, e.before, e.after, e.worth_before, e.worth_after
        from unnest(@codes, @years, @policies, @projects, @before, @after, @worthBefore, @worthAfter)
            with ordinality as e (code, year, policy, project, before, after, worth_before, worth_after, number)
        """;

    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RunAsync(Store store, Caller caller, CancellationToken cancellation)
    {
        var found = false;
        await store.ChangeAsync(caller, async change =>
        {
            if (await change.QuerySingleOrDefaultAsync<Due>(TakeSql) is not { } due)
            {
                return;
            }

            found = true;
            var difference = await RecomputeEntitlements.OfPolicyAsync(change, due.PolicyCode, due.Version);
            await change.ExecuteAsync(DoneSql, new
            {
                change.Now, difference.Gained, difference.Lost, difference.Revalued, difference.WorthBefore, difference.WorthAfter, due.PolicyChangeId,
            });
            await KeepAsync(change, due.PolicyChangeId, [.. difference.Steps.Take(Difference.MostTold)]);
            change.Audit("policy.compute", "policy", due.PolicyCode, new { due.Version, difference.Gained, difference.Lost });
            if (due.OrganisationCode.Length > 0)
            {
                Notify.Organisation(change, due.OrganisationCode, new Message(
                    "policy.computed",
                    $"政策 {due.PolicyCode} 第 {due.Version} 版已测算：新增应享 {difference.Gained} 项，不再符合 {difference.Lost} 项。",
                    $"Version {due.Version} of policy {due.PolicyCode} was computed: {difference.Gained} newly entitled, {difference.Lost} no longer.",
                    "/policies/changes"));
            }
        }, cancellation);
        return found;
    }

    private static Task KeepAsync(Change change, Guid policyChangeId, IReadOnlyList<EntitlementStep> steps) => change.ExecuteAsync(EntriesSql, new
    {
        PolicyChangeId = policyChangeId,
        codes = steps.Select(step => step.Key.OrganisationCode).ToArray(),
        years = steps.Select(step => step.Key.Year).ToArray(),
        policies = steps.Select(step => step.Key.PolicyCode).ToArray(),
        projects = steps.Select(step => step.Key.ProjectId).ToArray(),
        before = steps.Select(step => (short)step.Before).ToArray(),
        after = steps.Select(step => (short)step.After).ToArray(),
        worthBefore = steps.Select(step => step.WorthBefore).ToArray(),
        worthAfter = steps.Select(step => step.WorthAfter).ToArray(),
    });

    private sealed class Due
    {
        public Guid PolicyChangeId { get; init; }

        public string PolicyCode { get; init; } = "";

        public int Version { get; init; }

        public string OrganisationCode { get; init; } = "";
    }
}
