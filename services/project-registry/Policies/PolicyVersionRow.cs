using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>A version of a policy as stored: what it says as the contracts' JSON, and what the database orders and guards by.</summary>
public sealed class PolicyVersionRow
{
    internal const string Select = "select policy_code, version, state, effective_from, content::text as content, published_at, row_version from policy_version";

    public string PolicyCode { get; init; } = "";

    public int Version { get; init; }

    public PolicyState State { get; init; }

    public DateOnly EffectiveFrom { get; init; }

    public string Content { get; init; } = "";

    public DateTimeOffset? PublishedAt { get; init; }

    public long RowVersion { get; init; }

    public Policy ToMessage()
    {
        var policy = JsonParser.Default.Parse<Policy>(Content);
        policy.State = State;
        policy.PublishTime = PublishedAt is { } at ? Timestamp.FromDateTimeOffset(at) : null;
        policy.Etag = Etag.Of(RowVersion);
        return policy;
    }

    /// <summary>All versions of a policy, oldest first, locked: changes to one policy go one after the other.</summary>
    public static Task<IReadOnlyList<PolicyVersionRow>> LockAsync(Change change, string code) =>
        change.QueryAsync<PolicyVersionRow>($"{Select} where policy_code = @code order by version limit 1000 for update", new { code });

    /// <summary>What is stored of a policy: all but what the row itself tells.</summary>
    public static string ContentOf(Policy policy, int version)
    {
        var stored = policy.Clone();
        stored.Version = version;
        stored.State = PolicyState.Unspecified;
        stored.PublishTime = null;
        stored.Etag = "";
        stored.PublishedVersions.Clear();
        foreach (var rule in stored.Rules)
        {
            rule.InWords = "";
        }

        foreach (var step in stored.Steps)
        {
            step.InWords = "";
        }

        return JsonFormatter.Default.Format(stored);
    }

    public const string Insert = """
        insert into policy_version (policy_code, version, state, effective_from, effective_until, sequence, content, published_at, published_by)
        values (@PolicyCode, @version, @state, @from, @until, @Sequence, @content::jsonb, @at, @by)
        """;
}
