using System.Globalization;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Makes or replaces the one draft that a policy may have. Nothing is stored whose expressions could fail later.</summary>
internal static class SavePolicyDraft
{
    private const string ReplaceSql = """
        update policy_version set effective_from = @from, effective_until = @until, sequence = @Sequence, content = @content::jsonb, row_version = row_version + 1
        where policy_code = @PolicyCode and version = @version and state = 1
        """;

    public static Task<Policy> RunAsync(Store store, ServerCallContext call, SavePolicyDraftRequest request)
    {
        var policy = request.Policy;
        var (from, until) = Check(policy);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var versions = await PolicyVersionRow.LockAsync(change, policy.PolicyCode);
            var draft = versions.FirstOrDefault(row => row.State == PolicyState.Draft);
            if (draft is not null)
            {
                Etag.Check(policy.Etag, draft.RowVersion);
            }

            var version = draft?.Version ?? (versions.Count == 0 ? 0 : versions[^1].Version) + 1;
            var content = PolicyVersionRow.ContentOf(policy, version);
            await change.ExecuteAsync(draft is null ? PolicyVersionRow.Insert : ReplaceSql, new
            {
                policy.PolicyCode, version, state = (short)PolicyState.Draft, from, until, policy.Sequence, content, at = (DateTimeOffset?)null, by = "",
            });
            change.Audit("policy.save-draft", "policy", policy.PolicyCode, new { version });
            var stored = await change.QuerySingleOrDefaultAsync<PolicyVersionRow>(
                $"{PolicyVersionRow.Select} where policy_code = @PolicyCode and version = @version", new { policy.PolicyCode, version });
            return PolicyWords.Add(stored!.ToMessage(), Languages.Of(call));
        });
    }

    /// <summary>Dates, claim window and expressions.</summary>
    /// <exception cref="FailedException">INVALID_FIELD, CELL_NOT_A_DATE or RULE_INVALID, each with its field.</exception>
    public static (DateOnly From, DateOnly? Until) Check(Policy policy)
    {
        var from = Date(policy.EffectiveFrom, "policy.effective_from");
        var until = policy.EffectiveUntil.Length == 0 ? (DateOnly?)null : Date(policy.EffectiveUntil, "policy.effective_until");
        if (policy.Source.IssuedOn.Length > 0)
        {
            Date(policy.Source.IssuedOn, "policy.source.issued_on");
        }

        if (until < from)
        {
            throw PolicyErrors.DatesOutOfOrder.ToException();
        }

        if (policy.Kind != PolicyKind.Basis && ClaimDays.Of(policy, from.Year) is null)
        {
            throw PolicyErrors.NoWindow.ToException();
        }

        CompiledPolicy.Compile(policy);
        return (from, until);
    }

    private static DateOnly Date(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw PolicyErrors.BadDate(field).ToException();
}
