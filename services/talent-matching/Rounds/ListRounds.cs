using Dapper;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Rounds;

/// <summary>Rounds newest first; drafts only for officials.</summary>
internal static class ListRounds
{
    public static async Task<ListRoundsResponse> RunAsync(Store store, ListRoundsRequest request, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"""
            {RoundRow.Select}
            where (@official or r.state > 1) and (@State = 0 or r.state = @State) and (@after::uuid is null or r.round_id < @after)
            order by r.round_id desc limit @limit
            """;
        var query = $"rounds|{caller.Is(Roles.Official)}|{(int)request.State}";
        var after = PageKeys.Id(PageToken.Decode(request.PageToken, query, 1), 0);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<RoundRow>(new CommandDefinition(
            sql, new { official = caller.Is(Roles.Official), State = (short)request.State, after, limit = size + 1 }, cancellationToken: cancellation))).AsList();
        var page = rows.Take(size).ToList();
        return new ListRoundsResponse
        {
            Rounds = { page.Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, page[^1].RoundId.ToString()) : "",
        };
    }

    public static async Task<Round> GetAsync(Store store, GetRoundRequest request, Caller caller, CancellationToken cancellation) =>
        (await FindAsync(store, request.RoundId, caller, cancellation)).ToMessage();

    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, also of a draft for all but officials.</exception>
    public static async Task<RoundRow> FindAsync(Store store, string roundId, Caller caller, CancellationToken cancellation)
    {
        const string sql = $"{RoundRow.Select} where r.round_id = @id and (@official or r.state > 1)";
        await using var connection = await store.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<RoundRow>(new CommandDefinition(
                sql, new { id = Guid.Parse(roundId), official = caller.Is(Roles.Official) }, cancellationToken: cancellation))
            ?? throw RoundErrors.NotFound.ToException();
    }
}
