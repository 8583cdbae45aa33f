using System.Collections.Concurrent;
using Google.Protobuf;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>All published versions of all policies, and which of them holds for a year.</summary>
public sealed class PolicyBook
{
    private const string Sql = "select content::text from policy_version where state = 2 order by policy_code, version";

    // Published versions never change, so what was compiled stays right; the text is the key, as several databases may live in one process.
    private static readonly ConcurrentDictionary<string, CompiledPolicy> Compiled = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<CompiledPolicy> _versions;
    private readonly Dictionary<int, IReadOnlyList<CompiledPolicy>> _byYear = [];

    public PolicyBook(IReadOnlyList<CompiledPolicy> versions) => _versions = versions;

    public IReadOnlyList<CompiledPolicy> Versions => _versions;

    public static async Task<PolicyBook> ReadAsync(Change change) =>
        new([.. (await change.QueryAsync<string>(Sql)).Select(Compile)]);

    public static CompiledPolicy Compile(string content) =>
        Compiled.GetOrAdd(content, text => CompiledPolicy.Compile(JsonParser.Default.Parse<Policy>(text)));

    /// <summary>The same book as if the draft were published too.</summary>
    public PolicyBook With(CompiledPolicy draft) => new([.. _versions, draft]);

    /// <summary>Of each policy the newest version that is in force in the year, in the order of computation.</summary>
    public IReadOnlyList<CompiledPolicy> ForYear(int year)
    {
        if (!_byYear.TryGetValue(year, out var found))
        {
            _byYear[year] = found = [.. _versions
                .Where(policy => policy.EffectiveFrom.Year <= year)
                .GroupBy(policy => policy.Policy.PolicyCode, StringComparer.Ordinal)
                .Select(versions => versions.MaxBy(policy => (policy.EffectiveFrom, policy.Policy.Version))!)
                .Where(policy => policy.IsInForce(year))
                .OrderBy(policy => policy.Policy.Sequence).ThenBy(policy => policy.Policy.PolicyCode, StringComparer.Ordinal)];
        }

        return found;
    }
}
