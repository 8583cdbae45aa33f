using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Policies;

/// <summary>What each published version changed, newest first, with the firms it concerns.</summary>
internal static class ListPolicyChanges
{
    private const string Sql = """
        select policy_change_id, policy_code, version, published_at, computed_at, newly_entitled, no_longer_entitled, worth_changed, worth_before_cny_fen, worth_after_cny_fen
        from policy_change
        where (@before::uuid is null or policy_change_id < @before) and (@PolicyCode = '' or policy_code = @PolicyCode)
        order by policy_change_id desc limit @limit
        """;

    private const string EntriesSql = """
        select e.policy_change_id, e.organisation_code, coalesce(o.name, '') as organisation_name, e.policy_code, e.year, e.project_id, e.verdict_before, e.verdict_after,
            e.worth_before_cny_fen, e.worth_after_cny_fen
        from policy_change_entry e left join organisation o using (organisation_code)
        where e.policy_change_id = any(@ids) order by e.policy_change_id, e.number limit 50000
        """;

    public static async Task<ListPolicyChangesResponse> RunAsync(Store store, ServerCallContext call, ListPolicyChangesRequest request)
    {
        var query = $"ListPolicyChanges {request.PolicyCode}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize, byDefault: 20, maximum: 100);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<ChangeRow>(new CommandDefinition(
            Sql, new { before = PageKeys.Id(keys, 0), request.PolicyCode, limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        var entries = (await connection.QueryAsync<EntryRow>(new CommandDefinition(
            EntriesSql, new { ids = rows.Take(size).Select(row => row.PolicyChangeId).ToArray() }, cancellationToken: call.CancellationToken))).ToLookup(entry => entry.PolicyChangeId);
        return new ListPolicyChangesResponse
        {
            Changes = { rows.Take(size).Select(row => row.ToMessage(entries[row.PolicyChangeId])) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].PolicyChangeId.ToString()) : "",
        };
    }

    private sealed class ChangeRow
    {
        public Guid PolicyChangeId { get; init; }

        public string PolicyCode { get; init; } = "";

        public int Version { get; init; }

        public DateTimeOffset PublishedAt { get; init; }

        public DateTimeOffset? ComputedAt { get; init; }

        public int NewlyEntitled { get; init; }

        public int NoLongerEntitled { get; init; }

        public int WorthChanged { get; init; }

        public long WorthBeforeCnyFen { get; init; }

        public long WorthAfterCnyFen { get; init; }

        public PolicyChange ToMessage(IEnumerable<EntryRow> entries) => new()
        {
            PolicyChangeId = PolicyChangeId.ToString(),
            PolicyCode = PolicyCode,
            Version = Version,
            PublishTime = Timestamp.FromDateTimeOffset(PublishedAt),
            ComputedTime = ComputedAt is { } computed ? Timestamp.FromDateTimeOffset(computed) : null,
            Difference = new PolicyDifference
            {
                NewlyEntitled = NewlyEntitled,
                NoLongerEntitled = NoLongerEntitled,
                WorthChanged = WorthChanged,
                WorthBeforeCnyFen = WorthBeforeCnyFen,
                WorthAfterCnyFen = WorthAfterCnyFen,
                Changes = { entries.Select(entry => entry.ToMessage()) },
            },
        };
    }

    private sealed class EntryRow
    {
        public Guid PolicyChangeId { get; init; }

        public string OrganisationCode { get; init; } = "";

        public string OrganisationName { get; init; } = "";

        public string PolicyCode { get; init; } = "";

        public int Year { get; init; }

        public Guid ProjectId { get; init; }

        public EntitlementVerdict VerdictBefore { get; init; }

        public EntitlementVerdict VerdictAfter { get; init; }

        public long WorthBeforeCnyFen { get; init; }

        public long WorthAfterCnyFen { get; init; }

        public EntitlementChange ToMessage() => new()
        {
            OrganisationCode = OrganisationCode,
            OrganisationName = OrganisationName,
            PolicyCode = PolicyCode,
            Year = Year,
            ProjectId = ProjectId == Guid.Empty ? "" : ProjectId.ToString(),
            Before = VerdictBefore,
            After = VerdictAfter,
            WorthBeforeCnyFen = WorthBeforeCnyFen,
            WorthAfterCnyFen = WorthAfterCnyFen,
        };
    }
}
