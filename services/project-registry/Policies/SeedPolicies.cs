using System.Text.Json;
using Google.Protobuf;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>Publishes the shipped policies (<c>policies.json</c>) that the database does not have; those it has, staff have in hand.</summary>
internal static class SeedPolicies
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default);

    private const string DueSql = """
        insert into entitlement_due (organisation_code)
        select organisation_code from organisation where kind = 2 union select organisation_code from firm
        """;

    public static IReadOnlyList<Policy> Shipped() =>
        [.. Embedded.Read<List<JsonElement>>("Policies.policies.json", JsonSerializerOptions.Default).Select(element => Parser.Parse<Policy>(element.GetRawText()))];

    public static Task RunAsync(Store store, Caller caller, CancellationToken cancellation) => store.ChangeAsync(caller, async change =>
    {
        var added = 0;
        foreach (var policy in Shipped())
        {
            var (from, until) = SavePolicyDraft.Check(policy);
            var content = PolicyVersionRow.ContentOf(policy, 1);
            added += await change.ExecuteAsync($"{PolicyVersionRow.Insert} on conflict do nothing", new
            {
                policy.PolicyCode, version = 1, state = (short)PolicyState.Published, from, until, policy.Sequence, content, at = (DateTimeOffset?)change.Now, by = caller.Subject,
            });
        }

        if (added > 0)
        {
            await change.ExecuteAsync(DueSql);
            change.Audit("policy.seed", "policy", "", new { added });
        }
    }, cancellation);
}
