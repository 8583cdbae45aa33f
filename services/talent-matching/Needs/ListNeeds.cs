using System.Globalization;
using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Needs;

/// <summary>Pool needs first, then newest first.</summary>
internal static class ListNeeds
{
    public static async Task<ListTalentNeedsResponse> RunAsync(Store store, ListTalentNeedsRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            select {NeedRow.Columns} from talent_need n left join organisation o using (organisation_code)
            where {NeedVisibility.Condition}
              and (@State = 0 or n.state = @State)
              and (@OrganisationCode = '' or n.organisation_code = @OrganisationCode)
              and (@ProjectId = '' or n.pool_project_id = @ProjectId)
              and (@afterId::uuid is null
                or (n.pool_project_id is null) > @afterPlain
                or ((n.pool_project_id is null) = @afterPlain and (n.created_at, n.need_id) < (@afterTime, @afterId)))
            order by (n.pool_project_id is null), n.created_at desc, n.need_id desc
            limit @limit
            """;
        var visibility = NeedVisibility.Of(caller);
        var query = $"needs|{caller.OrganisationCode}|{(int)request.State}|{request.OrganisationCode}|{request.ProjectId}";
        var size = PageSize.Of(request.PageSize);
        var after = After.Of(PageToken.Decode(request.PageToken, query, 3));
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<NeedRow>(new CommandDefinition(sql, new
        {
            visibility.OwnCode,
            visibility.States,
            State = (short)request.State,
            request.OrganisationCode,
            request.ProjectId,
            afterId = after?.Id,
            afterPlain = after?.Plain ?? false,
            afterTime = after?.Time ?? default,
            limit = size + 1,
        }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListTalentNeedsResponse
        {
            Needs = { page.Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? After.Encode(query, page[^1]) : "",
        };
    }

    private sealed record After(bool Plain, DateTimeOffset Time, Guid Id)
    {
        private static readonly long MaxTicks = DateTimeOffset.MaxValue.UtcTicks;

        public static After? Of(string[]? keys) => keys switch
        {
            null => null,
            [var plain, var ticks, var id] when long.TryParse(ticks, CultureInfo.InvariantCulture, out var time) && time >= 0 && time < MaxTicks && Guid.TryParse(id, out var needId)
                => new(plain == "1", new DateTimeOffset(time, TimeSpan.Zero), needId),
            _ => throw CommonErrors.PageTokenInvalid.ToException(),
        };

        public static string Encode(string query, NeedRow last) => PageToken.Encode(
            query, last.PoolProjectId is null ? "1" : "0", last.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.NeedId.ToString());
    }
}
