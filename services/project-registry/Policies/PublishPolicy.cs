using Grpc.Core;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.ProjectRegistry.Entitlements;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>DRAFT → PUBLISHED, and the note that makes <see cref="EntitlementWorker"/> compute whom it entitles.</summary>
internal static class PublishPolicy
{
    private const string PublishSql = """
        update policy_version set state = 2, published_at = @Now, published_by = @Subject, row_version = row_version + 1
        where policy_code = @PolicyCode and version = @Version
        """;

    private const string ChangeSql = """
        insert into policy_change (policy_change_id, policy_code, version, published_at, organisation_code) values (@id, @PolicyCode, @Version, @Now, @OrganisationCode)
        """;

    public static Task<Policy> RunAsync(Store store, ServerCallContext call, PolicyStepRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var draft = await DraftAsync(change, request);
            var earlier = (await PolicyVersionRow.LockAsync(change, draft.PolicyCode)).LastOrDefault(row => row.State == PolicyState.Published);
            if (earlier is not null && draft.EffectiveFrom < earlier.EffectiveFrom)
            {
                throw PolicyErrors.BeginsEarlier(CityDays.Text(earlier.EffectiveFrom)).ToException();
            }

            await change.ExecuteAsync(PublishSql, new { change.Now, change.Caller.Subject, draft.PolicyCode, draft.Version });
            await change.ExecuteAsync(ChangeSql, new { id = change.NewId(), draft.PolicyCode, draft.Version, change.Now, change.Caller.OrganisationCode });
            await change.ExecuteAsync($"notify {EntitlementWorker.Channel}");
            change.Audit("policy.publish", "policy", draft.PolicyCode, new { draft.Version });
            var stored = await change.QuerySingleOrDefaultAsync<PolicyVersionRow>(
                $"{PolicyVersionRow.Select} where policy_code = @PolicyCode and version = @Version", new { draft.PolicyCode, draft.Version });
            return PolicyWords.Add(stored!.ToMessage(), Languages.Of(call));
        });

    /// <summary>The policy's draft, locked.</summary>
    /// <exception cref="FailedException">NOT_FOUND, or ETAG_MISMATCH.</exception>
    public static async Task<PolicyVersionRow> DraftAsync(Change change, PolicyStepRequest request)
    {
        var draft = (await PolicyVersionRow.LockAsync(change, request.PolicyCode)).FirstOrDefault(row => row.State == PolicyState.Draft) ?? throw PolicyErrors.NoDraft.ToException();
        Etag.Check(request.Etag, draft.RowVersion);
        return draft;
    }
}
