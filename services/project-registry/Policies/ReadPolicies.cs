using Dapper;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>The catalogue; what is published is public, drafts are the officials'.</summary>
internal static class ReadPolicies
{
    private const string ListSql = $"""
        {PolicyVersionRow.Select} p
        where (state = 2 and version = (select max(version) from policy_version n where n.policy_code = p.policy_code and n.state = 2)) or (@drafts and state = 1)
        order by state desc, sequence, policy_code
        limit 1000
        """;

    private const string GetSql = $"""
        {PolicyVersionRow.Select}
        where policy_code = @PolicyCode and (state = 2 or @drafts) and (version = @Version or (@Version = 0 and state = 2))
        order by version desc limit 1
        """;

    public static async Task<ListPoliciesResponse> ListAsync(Store store, ServerCallContext call, ListPoliciesRequest request)
    {
        var drafts = request.WithDrafts && IsOfficial(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = await connection.QueryAsync<PolicyVersionRow>(new CommandDefinition(ListSql, new { drafts }, cancellationToken: call.CancellationToken));
        var language = Languages.Of(call);
        return new ListPoliciesResponse { Policies = { rows.Select(row => PolicyWords.Add(row.ToMessage(), language)) } };
    }

    public static async Task<Policy> GetAsync(Store store, ServerCallContext call, GetPolicyRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<PolicyVersionRow>(new CommandDefinition(
            GetSql, new { request.PolicyCode, request.Version, drafts = IsOfficial(call) }, cancellationToken: call.CancellationToken)) ?? throw PolicyErrors.NotFound.ToException();
        var policy = PolicyWords.Add(row.ToMessage(), Languages.Of(call));
        const string versions = "select version from policy_version where policy_code = @PolicyCode and state = 2 order by version desc limit 100";
        policy.PublishedVersions.AddRange(await connection.QueryAsync<int>(new CommandDefinition(versions, new { request.PolicyCode }, cancellationToken: call.CancellationToken)));
        return policy;
    }

    public static ListPolicyFactsResponse Facts() => new()
    {
        Facts =
        {
            PolicyFacts.All.Select(fact => new PolicyFact
            {
                Name = fact.Name, Type = fact.Type.ToString().ToLowerInvariant(), LabelZh = fact.Chinese, LabelEn = fact.English,
            }),
        },
    };

    private static bool IsOfficial(ServerCallContext call) => call.GetHttpContext().User.IsInRole(Roles.Official);
}
