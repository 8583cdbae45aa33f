using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>Who takes part, as each caller may see it.</summary>
internal static class ListParties
{
    public static async Task<ListRoundNeedsResponse> NeedsAsync(Store store, ListRoundPartiesRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {RoundNeedRow.Select}
            where p.round_id = @RoundId and (@firm::text is null or p.organisation_code = @firm) and (@after::uuid is null or p.need_id > @after)
            order by p.need_id limit @limit
            """;
        var firm = caller.Is(Roles.Official) || caller.Is(Roles.University) || caller.Is(Roles.Talent) ? null : caller.OrganisationCode;
        var (rows, next) = await PageAsync<RoundNeedRow>(store, sql, request, caller, new() { ["firm"] = firm }, row => row.NeedId, cancellation);
        return new ListRoundNeedsResponse { Needs = { rows.Select(row => row.ToMessage()) }, NextPageToken = next };
    }

    public static async Task<ListRoundTalentsResponse> TalentsAsync(Store store, ListRoundPartiesRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {RoundTalentRow.Select}
            where p.round_id = @RoundId and (@college::text is null or t.college_code = @college) and (@account::text is null or t.account_id = @account) and (@after::uuid is null or p.talent_id > @after)
            order by p.talent_id limit @limit
            """;
        var college = caller.Is(Roles.Official) || caller.Is(Roles.Talent) ? null : caller.OrganisationCode;
        var account = caller.Is(Roles.Talent) ? caller.Subject : null;
        var (rows, next) = await PageAsync<RoundTalentRow>(store, sql, request, caller, new() { ["college"] = college, ["account"] = account }, row => row.TalentId, cancellation);
        return new ListRoundTalentsResponse { Talents = { rows.Select(row => row.ToMessage(caller)) }, NextPageToken = next };
    }

    private static async Task<(IReadOnlyList<T> Rows, string Next)> PageAsync<T>(
        Store store, string sql, ListRoundPartiesRequest request, Caller caller, Dictionary<string, object?> filter, Func<T, Guid> key, CancellationToken cancellation)
    {
        var round = await ListRounds.FindAsync(store, request.RoundId, caller, cancellation);
        var query = $"{typeof(T).Name}|{round.RoundId}|{caller.OrganisationCode}";
        var size = PageSize.Of(request.PageSize);
        filter["RoundId"] = round.RoundId;
        filter["after"] = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0);
        filter["limit"] = size + 1;
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<T>(new CommandDefinition(sql, new DynamicParameters(filter), cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return (page, rows.Count > size ? PageToken.Encode(query, key(page[^1]).ToString()) : "");
    }
}
