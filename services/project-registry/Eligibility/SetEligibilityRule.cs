using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Eligibility;

/// <summary>Stores a new rule, or the next version of one; what was stored stays.</summary>
internal static class SetEligibilityRule
{
    public static Task<EligibilityRule> RunAsync(Store store, ServerCallContext call, SetEligibilityRuleRequest request)
    {
        var rule = request.Rule;
        var (from, to) = Days(rule);
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            // One writer a rule at a time, also for the first version, which has no row to lock yet.
            await change.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('eligibility_rule ' || @RuleId, 0))", new { rule.RuleId });
            var latest = await change.ExecuteScalarAsync<int>("select coalesce(max(version), 0) from eligibility_rule where rule_id = @RuleId", new { rule.RuleId });
            if (latest > 0 || rule.Etag.Length > 0)
            {
                // An existing rule is replaced only by someone who read it.
                Etag.Check(rule.Etag.Length > 0 ? rule.Etag : "-", latest);
            }

            await InsertAsync(change, rule, latest + 1, from, to);
            change.Audit("eligibility-rule.set", "eligibility-rule", rule.RuleId, new { version = latest + 1, rule.Enabled });
            var rules = await RuleRow.ReadAllAsync(change.Connection, change.Cancellation);
            return rules.First(row => row.RuleId == rule.RuleId).ToMessage();
        });
    }

    private static Task InsertAsync(Change change, EligibilityRule rule, int version, DateOnly from, DateOnly? to)
    {
        const string sql = """
            insert into eligibility_rule (rule_id, version, name_zh, name_en, text_zh, text_en, source, terms, effective_from, effective_to, enabled, created_at, created_by)
            values (@RuleId, @version, @NameZh, @NameEn, @TextZh, @TextEn, @Source, @terms::jsonb, @from, @to, @Enabled, @Now, @Subject)
            """;
        return change.ExecuteAsync(sql, new
        {
            rule.RuleId, version, rule.NameZh, rule.NameEn, rule.TextZh, rule.TextEn, rule.Source, terms = JsonFormatter.Default.Format(rule.Terms),
            from, to, rule.Enabled, change.Now, change.Caller.Subject,
        });
    }

    private static (DateOnly From, DateOnly? To) Days(EligibilityRule rule)
    {
        if (!DateOnly.TryParseExact(rule.EffectiveFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
        {
            throw EligibilityErrors.EffectiveDates.ToException();
        }

        if (rule.EffectiveTo.Length == 0)
        {
            return (from, null);
        }

        return DateOnly.TryParseExact(rule.EffectiveTo, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to) && to >= from
            ? (from, to)
            : throw EligibilityErrors.EffectiveDates.ToException();
    }
}
